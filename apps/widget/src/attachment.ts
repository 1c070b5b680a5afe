// What is told of a file that goes up beside what is being written.

/** A file on its way, there, or refused with the reason. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** 0–1 */
  readonly progress: number;
  readonly fileId: string | null;
  readonly refused: string | null;
  /** Of a picture: what the page itself can show. */
  readonly previewUrl: string | null;
}
