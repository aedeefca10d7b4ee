export function readSimpleYaml(text: string): unknown;
