// Files: the port, in memory and in a folder.
export { FolderFileStore } from './folder-file-store.js';
export { MemoryFileStore } from './memory-file-store.js';
export { expectKey, type Bytes, type FileStore } from './port.js';
