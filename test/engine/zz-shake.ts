import * as fc from '#test/support/fast-check.ts';
import { holeyWorld, live } from './worlds.ts';
const n=Number(process.argv[2]??200);
let steps=0; const t=process.cpuUsage();
fc.assert(fc.property(holeyWorld,(m)=>{ live(m); steps+=m.length+153; }),{numRuns:n});
const u=process.cpuUsage(t); console.log(steps,'steps', ((u.user+u.system)/1000/steps).toFixed(4),'ms/step');
