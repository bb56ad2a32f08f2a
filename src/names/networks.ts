/** Networks by the words that mean the network itself, not a coin: the name the reader gives them, and the words. */
export const NETWORKS: readonly (readonly [network: string, names: string])[] = [
  ['ERC20', 'erc-? ?20|erc-721'],
  ['TRC20', 'trc-? ?20|trc-?10'],
  [
    'BEP20',
    'bep-? ?20|bsc|(?:binance|bnb) smart chain|bnb chain|binance chain|币安智能链|幣安智能鏈|BNB ?智能链|BNB ?智能鏈|BNB ?(?:스마트 ?)?체인|BNB ?スマート ?チェーン|바이낸스 ?스마트 ?체인',
  ],
  ['BEP2', 'bep-? ?2|(?:bnb|binance) beacon chain|BNB ?信标链'],
  ['OPBNB', 'opbnb'],
  ['SOL', 'spl'],
  ['BASE', 'base (?:network|chain|mainnet)|base l2'],
  ['ARBITRUM', 'arbitrum(?: one)?'],
  ['OPTIMISM', 'op mainnet|optimism'],
  ['POLYGON', 'polygon(?: pos)?(?! ?(?:zk|id|labs))'],
  ['ARBITRUM-NOVA', 'arbitrum nova'],
  ['POLYGON-ZKEVM', 'polygon zkevm'],
  ['AVAXC', '(?:(?:avalanche|avax)[ -])?c-?chain|avax-?c'],
  ['AVAXX', '(?:avalanche|avax) x-?chain'],
  ['ZKSYNC', 'zksync(?: era)?'],
  ['LINEA', 'linea'],
  ['SCROLL', 'scroll network'],
  ['STARKNET', 'starknet'],
  ['MANTA', 'manta (?:network|pacific)'],
  ['MANTLE', 'mantle'],
  ['LIGHTNING', 'lightning(?: network)?(?! fast)|闪电网络|閃電網路'],
  ['SEGWIT', 'segwit'],
  ['ASSETHUB', 'asset ?hub|statemint'],
  ['KCC', 'kcc'],
  ['HECO', 'heco'],
  ['OKTC', 'oktc|okc'],
  ['XLAYER', 'x ?layer'],
];

/** Names that stand for a network after "on" or "via", or in a list of networks, though no coin is called so. */
export const BARE_NETWORKS: readonly (readonly [network: string, names: string])[] = [
  ['BASE', 'Base'],
  ['SCROLL', 'Scroll'],
  ['BLAST', 'Blast'],
  ['MANTA', 'Manta'],
  ['NEAR', 'Near'],
  ['TON', 'Ton'],
  ['SUI', 'Sui'],
  ['SEI', 'Sei'],
  ['FLOW', 'Flow'],
  ['SONIC', 'Sonic'],
];

/** Chains that have no coin of their own: in capitals too it is the chain that is named. */
export const COINLESS: ReadonlySet<string> = new Set([
  'BASE',
  'OPBNB',
  'SONEIUM',
  'UNICHAIN',
  'INK',
  'ABSTRACT',
]);

/** Chains that carry coins of others, so that their name alone may mean all of these. */
export const CARRIERS: ReadonlySet<string> = new Set(
  (
    'ERC20 TRC20 BEP20 SOL ARBITRUM OPTIMISM BASE POLYGON AVAXC ZKSYNC LINEA SCROLL STARKNET BLAST MANTLE MANTA TON SUI APT NEAR ALGO HBAR ' +
    'CRONOS SONIC FTM KAVAEVM INJ SEI SEIEVM OPBNB XLAYER KCC HECO OKTC UNICHAIN INK SONEIUM WORLD ABSTRACT BERACHAIN MONAD PLASMA HYPEREVM ' +
    'MERLIN MODE TAIKO ZORA CELO GNOSIS METIS MOONBEAM MOONRIVER AURORA KAIA KLAY BRC20 RUNES OMNI LIQUID LIGHTNING SEGWIT ASSETHUB'
  ).split(' '),
);
