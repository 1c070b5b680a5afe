// From which pages a socket may be opened: staff from our own, visitors also from those of their channel (B15).
import type { IncomingMessage } from 'node:http';
import type { Principal } from '@frontdesk/contracts';
import { isOwnOrigin, type ServicePorts } from '@frontdesk/nest';

/** Without the header it is no page of a browser; the ticket is the credential then as always. */
export async function mayConnect(
  { publicUrl, peers }: Pick<ServicePorts, 'publicUrl' | 'peers'>,
  { workspace, roles, channel }: Principal,
  request: IncomingMessage | undefined,
): Promise<boolean> {
  const { origin, host } = request?.headers ?? {};
  if (origin === undefined || isOwnOrigin(origin, publicUrl(), host)) return true;
  if (!roles.includes('visitor') || channel === undefined) return false;
  return (await peers.conversation?.originAllowed(workspace, channel, origin)) ?? false;
}
