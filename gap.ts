import { loadCorpus, readSample } from '#test/reader/corpus.ts';
for (const h of ['development','held-out'] as const) for (const s of loadCorpus(h)) { const r=readSample(s); if (r.readings.length===0 && r.ignored?.startsWith(process.argv[2]??'undated')) console.log(h[0], String(s.ignored), '|', s.text.slice(0,200).replace(/\n/g,' / ')); }
