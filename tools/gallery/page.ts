import { messageToHtml } from './message-html.ts';
import type { ShownMessage } from './message-html.ts';
import type { Reader } from './markdown.ts';

/** How a scene is looked at. */
export interface PictureLook {
  readonly theme: 'dark' | 'light';
  readonly widthPx: number;
  /** Without colour, to see that nothing is told by hue alone. */
  readonly grey: boolean;
}

/** The modules that the page takes from the server, by the names that they import each other with. */
const IMPORTS = {
  '@skyra/discord-components-core': '/node_modules/@skyra/discord-components-core/dist/index.js',
  lit: '/node_modules/lit/index.js',
  'lit/': '/node_modules/lit/',
  'lit-html': '/node_modules/lit-html/lit-html.js',
  'lit-html/': '/node_modules/lit-html/',
  'lit-element/': '/node_modules/lit-element/',
  '@lit/reactive-element': '/node_modules/@lit/reactive-element/reactive-element.js',
  '@lit/reactive-element/': '/node_modules/@lit/reactive-element/',
  '@lit/context': '/node_modules/@lit/context/index.js',
};

const STYLE = `
  body { margin: 0; font-family: 'Noto Sans', 'Noto Sans CJK SC', 'Noto Color Emoji', Arial, sans-serif; }
  body.grey { filter: grayscale(1); }
  discord-messages { min-height: 0 !important; border: 0 !important; padding: 8px 0; }
  discord-reply .line { max-width: calc(100vw - 205px); overflow: hidden; text-overflow: ellipsis; }
  .subtext { font-size: .8em; opacity: .75; }
  .heading { font-weight: 700; margin: .3em 0; } .h1 { font-size: 1.4em; } .h2 { font-size: 1.2em; } .h3 { font-size: 1.05em; }
  .time { background: rgba(128,128,128,.18); border-radius: 3px; padding: 0 2px; }
  .container { border: 1px solid rgba(128,128,128,.3); border-left: 4px solid var(--accent); border-radius: 8px; padding: 12px 16px; margin-top: 4px; max-width: 560px; }
  .container hr { border: 0; border-top: 1px solid rgba(128,128,128,.3); margin: 10px 0; }
  .section { display: flex; justify-content: space-between; gap: 12px; align-items: center; }
  .select { display: flex; justify-content: space-between; border: 1px solid rgba(128,128,128,.4); border-radius: 4px; padding: 8px 12px; margin: 4px 0; width: min(400px, 100%); box-sizing: border-box; opacity: .85; }
  .media { max-width: 100%; border-radius: 6px; margin-top: 6px; }
  .form { margin: 16px; padding: 16px 20px; max-width: 440px; border-radius: 8px; border: 1px solid rgba(128,128,128,.4); box-shadow: 0 2px 12px rgba(0,0,0,.25); }
  .form .title { font-weight: 700; font-size: 1.2em; margin-bottom: 12px; }
  .form { color: #dbdee1; } [light-theme] .form { color: #313338; }
  .form .field { margin: 12px 0; } .form .label { font-weight: 600; } .form .help, .form .hint { font-size: .85em; opacity: .7; }
  code { background: rgba(128,128,128,.2); border-radius: 3px; padding: 0 3px; font-size: .9em; }
  a { color: #00a8fc; text-decoration: none; }
`;

/** A page that shows messages one below the other, as Discord would. */
export function galleryPage(messages: readonly ShownMessage[], look: PictureLook, reader: Reader): string {
  const shown = messages.map((message) => messageToHtml(message, reader)).join('\n');
  return `<!doctype html>
<html lang="${reader.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>${STYLE}</style>
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<script type="module">import '@skyra/discord-components-core';</script>
</head><body class="${look.grey ? 'grey' : ''}">
<discord-messages${look.theme === 'light' ? ' light-theme' : ''}>${shown}</discord-messages>
</body></html>`;
}
