// What holds in every stream: its versions count 1, 2, 3 … in the order of its lane.
import type { Findings } from './finding.js';
import { whereOf, type LogRecord } from './log-record.js';
import { Recent } from './recent.js';

const STREAMS_KEPT = 500_000;

export class StreamLaws {
  private readonly versions = new Recent<number>(STREAMS_KEPT);

  constructor(private readonly findings: Findings) {}

  /** @param truncated the export begins in the middle, so a stream may too */
  see(record: LogRecord, truncated: boolean): void {
    const { workspace, stream, streamVersion } = record;
    if (stream === null) return;
    const name = `${workspace}\u0000${stream}`;
    const before = this.versions.get(name);
    if (streamVersion === null) {
      this.findings.add('stream_version', whereOf(record), `a record of stream ${stream} without a version`);
      return;
    }
    const unknownBefore = before === undefined && (truncated || this.versions.forgotten > 0);
    if (!unknownBefore && streamVersion !== (before ?? 0) + 1) {
      const text = `stream ${stream} goes from version ${before ?? 0} to ${streamVersion}`;
      this.findings.add('stream_version', whereOf(record), text, stream);
    }
    this.versions.set(name, Math.max(streamVersion, before ?? 0));
  }
}
