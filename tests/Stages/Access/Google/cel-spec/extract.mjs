// Writes every conformance case of the CEL specification as one JSON line: its section, name and what the case says.
import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";

function walk(suite, path) {
  for (const test of suite.tests ?? []) {
    process.stdout.write(JSON.stringify({ section: path, ...test.original }) + "\n");
  }
  for (const inner of suite.suites ?? []) {
    walk(inner, path === "" ? inner.name : `${path}/${inner.name}`);
  }
}

walk(tests, "");
