export default { displayName: 'laws', rootDir: import.meta.dirname, testRegex: '\\.spec\\.mjs$', transform: {} };
