import { COMPONENTS, problemOfService } from '#src/domain/service.ts';

/** Why a text is no service path, as a sentence for the operator; `null` when it is one. */
export function explainBadService(path: string): string | null {
  switch (problemOfService(path)) {
    case null:
      return null;
    case 'deep':
      return `"${path}" has more than four parts: exchange/component/asset/network.`;
    case 'malformed':
      return `"${path}" has an empty or malformed part.`;
    case 'component':
      return `"${path.split('/')[1]}" is no component; it is one of ${COMPONENTS.join(', ')}.`;
  }
}
