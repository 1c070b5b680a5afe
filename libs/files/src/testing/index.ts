// The contract suite of file stores, for every adapter.
export { FILES_CONTRACT, type FilesCase } from './files-contract.js';
