// Run the statements of the second argument on a database, and print the rows of the last one.
import { DatabaseSync } from "node:sqlite";

const [, , path, sql] = process.argv;
const database = new DatabaseSync(path);
const statements = sql.split(/;\s*$/m).filter((each) => each.trim() !== "");
const rows = statements.map((each) => database.prepare(each).all()).at(-1);
database.close();
console.log(JSON.stringify(rows ?? []));
