import type { Entry, Lexicon, Topic } from '#src/reader/lexicon/lexicon.ts';

// Simplified and traditional characters stand side by side: [暂暫] is one word in two scripts.
const DEPOSIT = '(?:充值|充币|充幣|儲值|储值|入金|存款|存币|存幣|入帳服務)';
const WITHDRAW = '(?:提现|提現|提币|提幣|提领|提領|提款|出金|取款|提取)';

const COMPONENTS: readonly Entry[] = [
  ['component', 'deposits', DEPOSIT],
  ['component', 'withdrawals', WITHDRAW],
  [
    'component',
    'deposits withdrawals',
    '充提[币幣]?|充值提现|充币提币|[钱錢]包(?:服[务務]|功能)|出入金|存取款|存提',
  ],
  ['component', 'spot margin derivatives', '所有交易|全部交易'],
  ['component', 'spot', '(?:币币|幣幣)?(?:现货|現貨)(?:交易)?|(?:币币|幣幣)交易|撮合|下[单單]'],
  ['component', 'trading', '交易(?!所|平台|对|對|量|大赛|手续费|手續費|即|者)'],
  ['component', 'margin', '(?:全仓|逐仓|全倉|逐倉)?[杠槓][杆桿](?:交易)?|借[币幣]|借[贷貸]'],
  [
    'component',
    'derivatives',
    '(?:U本位|币本位|幣本位|永[续續]|交割)*(?:合[约約]|期[货貨]|期[权權]|衍生品)(?:交易)?(?:系[统統])?',
  ],
  ['component', 'api', '(?:open)?api(?:服[务務]|接口|交易)?|接口'],
  [
    'component',
    'website',
    '(?:[官]?[网網]站|[网網][页頁]|官[网網]|app|客[户戶]端)(?:(?:和|及|与|與|、)(?:app|客[户戶]端|[网網]站|[网網][页頁]))?',
  ],
  ['component', 'login', '(?:[网網][页頁]端?|app|[账帳][户戶號号])?登[录錄入陆陸]'],
  ['component', 'p2p', '(?:c2c|p2p|法[币幣]交易|otc)(?:交易)?'],
  ['component', 'card', '信用卡(?:[购購][买買币幣]*)?|[银銀]行卡支付|借[记記]卡|[币幣]安卡'],
  ['component', 'staking', '[质質]押|理[财財](?:[申赎赎贖][购購回])?|staking'],
  ['wallet', '[钱錢]包(?=(?:系[统統])?(?:升[级級])?[维維][护護])'],
  ['mark', 'fiat', '法[币幣]'],
  [
    'whole',
    '(?:[系]?[统統])?(?:停机|停機)|平[台臺]|(?:所有|全部|各[项項])(?:服[务務]|功能|[业業][务務])|全站|全平[台臺]',
  ],
  [
    'filler',
    `(?:${DEPOSIT}|${WITHDRAW}|交易)(?:手[续續][费費]|[费費]率|[额額]度|地址|限[额額]|[记記][录錄]|[数數]量|大[赛賽]|活[动動])|最[小低](?:${DEPOSIT}|${WITHDRAW})|恢[复復][时時][间間]|[积積][压壓]的?交易|交易所|交易平台|交易[对對]|交易量|交易者`,
  ],
];

const PREDICATES: readonly Entry[] = [
  [
    'predicate',
    'halt',
    'plain',
    '[暂暫][时時]?(?:停止|停|[关關][闭閉]|下[线線]|不支持|不可用)|停止|中止|中[断斷]|[冻凍][结結]|[关關][闭閉]|[暂暫]不可用|不可用|[暂暫]?[时時]?[无無]法(?:正常)?(?:使用|[访訪][问問]|[进進]行)?|停机|停機|宕[机機]|[停]服|不能|禁用|[暂暫][缓緩]',
  ],
  [
    'predicate',
    'maintain',
    'plain',
    '[维維][护護]|[维維]修|升[级級][维維][护護]|停机[维維][护護]|停機[维維][护護]',
  ],
  [
    'predicate',
    'resume',
    'plain',
    '恢[复復](?:正常|服[务務]|运行|使用)*|重新?(?:[开開]放|[开開][启啟通]|上[线線]|[启啟][动動用])|重[启啟]|恢[复復][开開]放|已[经經]?正常|正常化|复原',
  ],
  ['predicate', 'open', 'plain', '[开開]放|[开開][启啟通]'],
  [
    'predicate',
    'resume',
    'done',
    '(?:(?<!提)[现現]已|已经|已經|已)(?:重新)?(?:恢[复復](?:正常)?|[开開]放|[开開][启啟通]|修[复復]|解[决決])|恢[复復]了',
  ],
  [
    'predicate',
    'resolve',
    'done',
    '(?:(?<!提)[现現]已|已经|已經|已)(?:[得]到)?(?:修[复復]|解[决決]|排除|解除)|解除',
  ],
  ['predicate', 'resume', 'future', '修[复復]|[抢搶]修|解[决決]'],
  ['predicate', 'complete', 'done', '(?:已|已经|已經|顺利|順利)?(?:完成|[结結]束|完[毕畢])'],
  [
    'predicate',
    'degrade',
    'plain',
    '(?:出[现現])?(?:延[迟遲]|延[误誤]|[异異]常|[缓緩]慢|卡[顿頓]|不[稳穩]定|受阻|[较較]慢|堵塞|故障(?!.{0,12}(?:暂停|暫停|恢复|恢復)))',
  ],
  [
    'predicate',
    'normal',
    'plain',
    '(?:均|都)?(?:不|未|[没沒]有?|不[会會])受(?:到)?(?:任何)?影[响響]|不影[响響]|[无無](?:任何)?影[响響]|照常|(?:可)?正常(?:使用|[进進]行|[运運][行作])?|不受.{0,6}影[响響]',
  ],
  ['predicate', 'cancel', 'plain', '取消|推[迟遲]|延期'],
  [
    'predicate',
    'halt',
    'negated',
    '(?:[并並])?(?:未|[没沒]有?|不[会會]|[从從]未)(?:[暂暫]停|停止|[关關][闭閉]|中[断斷])',
  ],
  ['predicate', 'resume', 'negated', '(?:尚|仍|[还還])?(?:未|[没沒]有?)(?:恢[复復]|[开開]放)'],
];

const MARKS: readonly Entry[] = [
  [
    'mark',
    'future',
    '[将將](?:[于於会會])?|[计計][划劃]|[预預][计計]|[预預]期|[届屆][时時]|即[将將]|[拟擬]|[会會]|尽快|盡快|[将將]尽快|争取|爭取|稍[后後]|正在|正(?:紧急|緊急)?|期[间間]',
  ],
  ['mark', 'done', '已[经經]?|(?<!提)[现現]已|了'],
  ['mark', 'now', '目前|(?<!提)[现現]在|[当當]前|即[刻日]起|[处處][于於]|正[处處][于於]'],
  ['mark', 'remain', '仍(?:然)?|依然|[继繼][续續]|保持|[还還]'],
  ['mark', 'conditional', '可能|或[许許将將会會]|也[许許]|不排除'],
  ['mark', 'all', '所有|全部|一切|任何'],
  ['mark', 'indefinite', '另行(?:通知|公告)|直至另行通知|[进進]一步通知'],
  ['mark', 'some', '部分(?:用[户戶])?'],
  ['mark', 'again', '再次|又'],
  ['mark', 'earlier', '此前|先前|早前|之前'],
  ['mark', 'hearsay', '[据據]传|[据據][称稱]|网传|網傳|[传傳][闻聞]'],
  ['mark', 'planned', '[计計][划劃]'],
];

const GRAMMAR: readonly Entry[] = [
  ['and', '和|及|与|與|以及|跟|或'],
  ['list', '、'],
  ['comma', '，|,'],
  ['contrast', '但是?|不[过過]|而(?!且)|然而|同[时時](?!间)'],
  ['condition', '如果|如遇|若'],
  ['subordinator', '[请請](?:使用|改用|[选選][择擇])|一旦|待|等到|[当當](?!前|日|地)'],
  ['subordinate end', '(?:完成|[稳穩]定|[结結]束|[恢复復]+)(?:之)?[后後]'],
  [
    'cause',
    '由[于於]|因[为為]?|[为為]了?(?=支持|配合|确保|更好)|受(?=.{1,12}影[响響])|[鉴鑒][于於]|[随隨]着',
  ],
  ['except', '除(?:了)?'],
  ['chain word', '(?:主)?(?:网络|網絡|網路|网|鏈|链)|主网|主網|公链|公鏈'],
];

const TOPICS: readonly Topic[] = [
  {
    reason: 'warning',
    scope: 'text',
    pattern: /[诈詐][骗騙]|[钓釣][鱼魚]|冒充|[骗騙]子|[骗騙]局|假冒|谨防|謹防|警惕/,
  },
  {
    reason: 'delisting',
    scope: 'text',
    pattern:
      /下架|停止交易并|下线.{0,8}(?:交易对|代币)|終止支持|终止支持|退市|停止支持|移除.{0,10}交易[对對]|清退/,
  },
  {
    reason: 'listing',
    scope: 'text',
    pattern:
      /上[线線](?!恢复)|上[架]|上市|首[发發]|新[币幣]|新增.{0,12}(?:交易[对對]|[币幣])|上[币幣]|[开開][启啟]交易/,
  },
  { reason: 'history', scope: 'text', pattern: /事后|复盘|復盤|回[顾顧]|事故[报報]告|[总總][结結][报報]告/ },
  {
    reason: 'accounts',
    scope: 'text',
    pattern: /身份[认認][证證]|KYC|[实實]名[认認][证證]|未完成[认認][证證]|您的(?:账户|帳戶)/i,
  },
  {
    reason: 'denial',
    scope: 'sentence',
    pattern:
      /[谣謠]言|不[实實]|否[认認]|虚假|虛假|子[虚虛]乌有|假消息|(?:并未|並未|从未|從未|没有|沒有|未)(?:[暂暫]停|停止|[关關][闭閉])|(?:不会|不會|无|無|没有|沒有)(?:计划|計劃)?(?:[暂暫]停|停止)/,
  },
  { reason: 'question', scope: 'sentence', pattern: /[?？吗嗎]\s*$|^(?:如何|为什么|為什麼|怎么|怎麼)/ },
  { reason: 'history', scope: 'sentence', pattern: /昨[日天]|上[周週月]|去年|前天/ },
  {
    reason: 'marketing',
    scope: 'sentence',
    pattern:
      /瓜分|大[奖獎]|[赢贏](?:取)?|空投|年化|[奖獎][励勵池金]|福利|抽[奖獎]|返佣|[优優]惠|[红紅]包|高[达達]|邀[请請]/,
  },
];

/** Chinese words, simplified and traditional. */
export const CHINESE: Lexicon = {
  language: 'zh',
  spaced: false,
  order: 'either',
  entries: [...COMPONENTS, ...PREDICATES, ...MARKS, ...GRAMMAR],
  topics: TOPICS,
  offsetMinutes: 480,
};
