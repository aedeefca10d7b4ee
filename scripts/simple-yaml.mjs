/**
 * Reads the part of YAML that our own files keep to: mappings and lists by indentation, plain and quoted words on one
 * line, lists in brackets as JSON has them. For tests; it refuses what it does not know.
 * @param {string} text
 * @returns {unknown}
 * @throws {Error} naming the line
 */
export function readSimpleYaml(text) {
  const lines = text.split("\n").flatMap((line, index) => {
    const content = withoutRemark(line).trimEnd();
    if (content.trim() === "") return [];
    const indent = content.length - content.trimStart().length;
    return [{ indent, content: content.trimStart(), number: index + 1 }];
  });
  const value = readBlock(lines, lines[0]?.indent ?? 0);
  if (lines.length > 0) throw new Error(`Line ${lines[0].number} is indented by surprise`);
  return value;
}

/** A remark begins outside of quotes. */
function withoutRemark(line) {
  for (const { index } of line.matchAll(/(^|\s)#/g)) {
    const before = line.slice(0, index);
    if (before.split('"').length % 2 === 1) return before;
  }
  return line;
}

function readBlock(lines, indent) {
  return lines[0]?.content.startsWith("- ") ? readList(lines, indent) : readMapping(lines, indent);
}

function readList(lines, indent) {
  const items = [];
  while (lines[0]?.indent === indent && lines[0].content.startsWith("- ")) {
    const [line] = lines;
    const rest = line.content.slice(2);
    if (ENTRY.test(rest)) {
      // What follows the dash is the first line of a mapping.
      lines[0] = { ...line, indent: indent + 2, content: rest };
      items.push(readMapping(lines, indent + 2));
    } else items.push(readScalar(lines.shift(), rest));
  }
  return items;
}

const ENTRY = /^("[^"]+"|[\w.$/-]+):( +(.*))?$/;

function readMapping(lines, indent) {
  const mapping = {};
  while (lines[0]?.indent === indent) {
    const line = lines.shift();
    const [, name, , rest] = ENTRY.exec(line.content) ?? [];
    if (!name) throw new Error(`Line ${line.number} is no entry: ${line.content}`);
    const key = name.replaceAll('"', "");
    if (key in mapping) throw new Error(`Line ${line.number} says ${key} again`);
    if (rest) mapping[key] = readScalar(line, rest);
    else mapping[key] = lines[0]?.indent > indent ? readBlock(lines, lines[0].indent) : null;
  }
  return mapping;
}

function readScalar({ number }, text) {
  if (/^[[{"]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`Line ${number} is not as JSON has it: ${text}`);
    }
  }
  if (/^[|>&*!%@`']/.test(text) || text.includes(": "))
    throw new Error(`Line ${number} needs double quotes: ${text}`);
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
