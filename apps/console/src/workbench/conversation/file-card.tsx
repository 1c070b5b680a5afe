// A file in the log: a picture is shown, anything else is a card that saves it.
import type { MessageFile } from '@frontdesk/contracts';
import { UnstyledButton } from '@mantine/core';
import { Icon } from '../../ui/icon';
import classes from './transcript.module.css';
import { useFileLink, type useMessageDeeds } from './use-message-deeds';

const SHOWN = /^image\/(png|jpeg|gif|webp|avif)$/;
const KIB = 1024;

interface FileCardProps {
  readonly conversationId: string;
  readonly file: MessageFile;
  readonly deeds: ReturnType<typeof useMessageDeeds>;
}

export function FileCard({ conversationId, file, deeds }: FileCardProps) {
  const shown = SHOWN.test(file.mediaType);
  const link = useFileLink(conversationId, file.fileId, shown);
  if (shown && link.data !== undefined) {
    return (
      <a href={link.data.url} target="_blank" rel="noopener noreferrer">
        <img className={classes.picture} src={link.data.url} alt={file.name} />
      </a>
    );
  }
  return (
    <UnstyledButton className={classes.file} onClick={() => void deeds.open(file.fileId)}>
      <Icon name="page" />
      <span>
        {file.name}
        <small>{sizeOf(file.bytes)}</small>
      </span>
    </UnstyledButton>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < KIB * KIB ? `${String(Math.ceil(bytes / KIB))} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`;
