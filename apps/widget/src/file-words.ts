// The words of the files field in English: they come with the form, so that no page load pays for them.

export const fileWords = {
  filesField: 'Files',
  filesDrop: 'Choose, drop or paste files',
  filesLimits: 'Up to {n}, each up to {size}: {types}',
  filesMost: 'Only {n} files can be attached.',
  filesCut: 'The page was left before it was there. Please choose it again.',
  filesUnsent: 'Wait until every file is there, or remove the others.',
};
