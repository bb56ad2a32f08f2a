import { scan } from '#src/names/scan.ts';
import { nameRules } from '#src/names/name-rules.ts';
import { languageOf } from '#src/languages/languages.ts';
import { findMoments } from '#src/reader/time/find-moments.ts';
import { placeNames } from '#src/names/coin-or-chain.ts';
const names = nameRules({});
for (const s of ['Deposits and withdrawals of SOL, ETH and USDT (TRC20) are suspended from 14:00 UTC.', 'Binance reserves the right in its sole discretion to amend or cancel this announcement at any time and for any reasons without prior notice.', '비트코인(BTC) 네트워크 점검으로 인해 입출금이 일시 중단될 예정입니다.','为支持以太坊网络升级，币安将于2026年3月5日暂停以太坊网络的充值和提现。']) {
  const l=languageOf(s); const opt={publishedAt:0,offsetMinutes:0,day:null};
  for (let i=0;i<300;i++) {scan(s,l,names,[]); findMoments(s,opt as any);}
  let b=performance.now(); for (let i=0;i<1000;i++) scan(s,l,names,[]); console.log('scan', (performance.now()-b).toFixed(0),'us', s.slice(0,20));
  b=performance.now(); for (let i=0;i<1000;i++) findMoments(s,opt as any); console.log('moments', (performance.now()-b).toFixed(0),'us');
  const t=scan(s,l,names,[]);
  b=performance.now(); for (let i=0;i<1000;i++) placeNames(t,s); console.log('place', (performance.now()-b).toFixed(0),'us');
}
console.log(names.length);
