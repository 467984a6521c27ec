import { t as e } from "./index-wllFqJMO.js";
var t = e();
function n() {
  return (0, t.jsx)(`div`, { className: `page-head` });
}
export { n as default };
