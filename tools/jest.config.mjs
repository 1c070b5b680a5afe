export default { displayName: 'tools', rootDir: import.meta.dirname, testRegex: '\\.spec\\.mjs$', transform: {} };
