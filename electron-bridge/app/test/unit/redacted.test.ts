import { assert, test } from "vitest";
import { redacted } from "../../node/redacted.js";

const ANA = { home: "/home/ana.quispe", user: "ana.quispe" };
const WINDOWS = { home: "C:\\Users\\Ana Quispe", user: "Ana Quispe" };

test.each([
  ["/home/ana.quispe/Linnet/a.sqlite", "~/Linnet/a.sqlite"],
  ["file:///home/ana.quispe/card", "file://~/card"],
  ["/media/ana.quispe/CARD7/a.wav", "/media/(user)/CARD7/a.wav"],
  ["/home/luis/Recordings", "/home/(user)/Recordings"],
  ["the owner is ana.quispe.", "the owner is (user)."],
  ["/home/ana.quispe2/a.wav", "/home/(user)/a.wav"],
  ["anaxquispe heard nothing", "anaxquispe heard nothing"],
])("in a report of Linux, %s is %s", (text, told) => {
  assert.equal(redacted(text, ANA), told);
});

test.each([
  ["C:\\Users\\Ana Quispe\\card\\a.wav", "~\\card\\a.wav"],
  ["c:/users/ana quispe/card/a.wav", "~/card/a.wav"],
  ['{"path": "C:\\\\Users\\\\Ana Quispe\\\\a.wav"}', '{"path": "~\\\\a.wav"}'],
  ["file:///C:/Users/Ana%20Quispe/a.wav", "file:///~/a.wav"],
  ["E:\\CARD7\\Ana Quispe\\a.wav", "E:\\CARD7\\(user)\\a.wav"],
])("in a report of Windows, %s is %s", (text, told) => {
  assert.equal(redacted(text, WINDOWS), told);
});

test("no text at all has the home folder or the name in it afterwards", () => {
  const pieces = ["/home/ana.quispe", "ana.quispe", "/", "\n", '"', "x", ".wav", "ANA.QUISPE", " "];
  for (let number = 0; number < pieces.length ** 4; number++) {
    const at = (place: number): string =>
      pieces[Math.floor(number / pieces.length ** place) % pieces.length] ?? "";
    const told = redacted(`(${at(0)}/${at(1)} ${at(2)}:${at(3)})`, ANA);
    assert.notInclude(told, "/home/ana.quispe/");
    assert.notMatch(told, /(?<![a-z])ana\.quispe(?![a-z])/i);
  }
});

test("a name of every computer, and a short one in a word, stay", () => {
  assert.equal(redacted("the root of /root/a", { home: "/root", user: "root" }), "the root of ~/a");
  const li = { home: "/home/li", user: "li" };
  assert.equal(redacted("list /media/li/CARD li", li), "list /media/(user)/CARD li");
  assert.equal(redacted("a", { home: "/", user: "" }), "a");
});
