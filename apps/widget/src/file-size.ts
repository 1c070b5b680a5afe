// How large a file is, as people say it.

const KIB = 1024;

export const fileSize = (bytes: number): string =>
  bytes < KIB * KIB ? `${Math.ceil(bytes / KIB)} KB` : `${Math.round((bytes / KIB / KIB) * 10) / 10} MB`;
