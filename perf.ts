import { readAnnouncement } from '#src/reader/read-announcement.ts';
const p = Date.parse('2026-03-03T12:00:00Z');
const texts: Record<string,string> = {
 en: 'Deposits and withdrawals of SOL, ETH and USDT (TRC20) are suspended from 14:00 UTC. We will keep you posted on the progress of the maintenance. ',
 boiler: 'Binance reserves the right in its sole discretion to amend or cancel this announcement at any time and for any reasons without prior notice. ',
 ko: '출금 중단 ', zh: '暂停提现,', a: 'a', paren: '(A ', num:'1 2 3 ', caps: 'ABC ', the:'the ', dot: '. ', dash: ' - ', nl:'\n- ', lt:'<', amp:'&', sp: ' ', of: 'of the ', dig:'1', colon: '12:00 ', no:'no ', some: 'some of the big ', lp: '( ', ap:"Bitcoin's ", withd: 'withdrawals ',
};
for (const n of [1000, 10_000, 100_000]) for (const [k,t] of Object.entries(texts)) {
  const s=t.repeat(Math.ceil(n/t.length)).slice(0,n); const b=performance.now(); 
  readAnnouncement(s,{publishedAt:p,exchange:'binance'}); const d=performance.now()-b;
  if (n<100000 || d<0) console.log(n,k,d.toFixed(1)); 
  if (d>3000) {console.log('slow', k, d); delete texts[k];}
}
