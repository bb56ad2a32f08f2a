/** A way to move money of states: the one name of it, in a path as the network of a currency. */
export interface Rail {
  readonly rail: string;
  /** The currency that it always moves; empty where it moves several. */
  readonly currency: string;
  /** What lists call it. Letter case, blanks and punctuation carry no meaning. */
  readonly spellings: readonly string[];
  /** The words of texts that mean it: the source of a regular expression. */
  readonly words: string;
  /** Capitals count: "FAST" is a rail, "fast" a word. */
  readonly cased?: true;
}

const TRANSFER = '(?: (?:bank |credit )?(?:transfers?|payments?))?';

const rail = (
  name: string,
  currency: string,
  spellings: readonly string[],
  words: string,
  more: Pick<Rail, 'cased'> = {},
): Rail => ({ rail: name, currency, spellings, words, ...more });

export const RAILS: readonly Rail[] = [
  rail(
    'SEPA-INSTANT',
    'EUR',
    ['SEPA Instant', 'SCT Inst', 'Instant SEPA'],
    `sepa instant(?: credit)?${TRANSFER}|instant sepa${TRANSFER}|sct inst(?:ant)?`,
  ),
  rail('SEPA', 'EUR', ['SEPA Transfer', 'SEPA Credit Transfer', 'SEPA EUR'], `sepa${TRANSFER}`),
  rail(
    'FPS',
    'GBP',
    ['Faster Payments', 'Faster Payments Service', 'UK Faster Payments', 'FasterPayments', 'FasterPay'],
    '(?:uk )?faster payments?(?: service)?|(?:uk )?fps',
  ),
  rail('BACS', 'GBP', ['BACS Transfer'], `bacs${TRANSFER}`),
  rail('CHAPS', 'GBP', ['CHAPS Transfer'], `chaps${TRANSFER}`),
  rail(
    'SWIFT',
    '',
    ['SWIFT Transfer', 'International Wire', 'SWIFT Wire'],
    'swift(?: (?:wires?|transfers?|bank transfers?))?(?!ly)|international wires?',
  ),
  rail('ACH', 'USD', ['ACH Transfer', 'ACH Transfers', 'Plaid ACH'], `ach${TRANSFER}`),
  rail('RTP', 'USD', ['Real Time Payments'], 'RTP', { cased: true }),
  rail('FEDNOW', 'USD', ['FedNow Service'], 'fednow'),
  rail(
    'WIRE',
    'USD',
    ['Wire Transfer', 'Domestic Wire', 'Fedwire', 'Wire Transfers'],
    'fedwire|domestic wires?',
  ),
  rail('WIRE', '', [], 'wire(?:s| transfers?)?|电汇|電匯'),
  rail(
    'BANK',
    '',
    ['Bank Transfer', 'Bank Account', 'Bank Card Transfer', 'Local Bank Transfer'],
    '(?:local )?bank transfers?|(?:local )?bank(?= (?:deposits?|withdrawals?))|银行转账|銀行轉帳|银行卡转账|계좌 ?이체|銀行振込',
  ),
  rail(
    'CARD',
    '',
    ['Visa', 'Mastercard', 'Visa Mastercard', 'VISAMASTER', 'Debit Card', 'Credit Card', 'Bank Card'],
    '',
  ),
  rail('APPLEPAY', '', ['Apple Pay'], 'apple pay'),
  rail('GOOGLEPAY', '', ['Google Pay'], 'google pay'),
  rail('PAYPAL', '', ['PayPal USD Wallet'], 'paypal(?! usd)|페이팔|ペイパル'),
  rail('ALIPAY', 'CNY', ['Ali Pay', '支付宝'], 'alipay|支付宝|支付寶|알리페이|アリペイ'),
  rail(
    'WECHAT',
    'CNY',
    ['WeChat Pay', 'Weixin', 'Weixin Pay', '微信', '微信支付'],
    'wechat(?: pay)?|微信支付|微信|위챗페이',
  ),
  rail('UNIONPAY', 'CNY', ['Union Pay', 'China UnionPay', '银联'], 'unionpay|银联|銀聯'),
  rail('PIX', 'BRL', ['Pix Transfer'], `pix${TRANSFER}`),
  rail('TED', 'BRL', ['TED Transfer'], 'TED', { cased: true }),
  rail('SPEI', 'MXN', ['SPEI Transfer'], `spei${TRANSFER}`),
  rail('PSE', 'COP', ['PSE Transfer'], 'PSE', { cased: true }),
  rail('CVU', 'ARS', ['CVU Transfer', 'CBU'], 'CVU|CBU', { cased: true }),
  rail(
    'INTERAC',
    'CAD',
    ['Interac e-Transfer', 'e-Transfer', 'etransfer', 'Interac eTransfer'],
    'interac(?: e-?transfers?)?|e-transfers?',
  ),
  rail('PAYID', 'AUD', ['PayID Transfer', 'Osko', 'NPP'], 'payid|osko|npp'),
  rail('BPAY', 'AUD', ['BPAY Transfer'], 'bpay'),
  rail('PAYNOW', 'SGD', ['PayNow Transfer'], 'paynow'),
  rail('FAST', 'SGD', ['FAST Transfer'], 'FAST', { cased: true }),
  rail('DUITNOW', 'MYR', ['DuitNow Transfer'], 'duitnow'),
  rail('UPI', 'INR', ['UPI Transfer'], `upi${TRANSFER}`),
  rail('IMPS', 'INR', ['IMPS Transfer'], `imps${TRANSFER}`),
  rail('NEFT', 'INR', ['NEFT Transfer'], `neft${TRANSFER}`),
  rail('RTGS', 'INR', ['RTGS Transfer'], `rtgs${TRANSFER}`),
  rail('PROMPTPAY', 'THB', ['Prompt Pay'], 'prompt ?pay'),
  rail('GCASH', 'PHP', ['G-Cash'], 'gcash'),
  rail('INSTAPAY', 'PHP', ['InstaPay Transfer'], 'instapay'),
  rail('QRIS', 'IDR', ['QRIS Payment'], 'qris'),
  rail('FURIGANA', 'JPY', ['Furikomi', 'Zengin'], 'furikomi|zengin|振込|全銀'),
  rail('MPESA', 'KES', ['M-Pesa'], 'm-?pesa'),
  rail('BLIK', 'PLN', ['BLIK Payment'], `blik${TRANSFER}`),
  rail(
    'IDEAL',
    'EUR',
    ['iDEAL Payment', 'iDEAL Wero'],
    'iDEAL(?: \\| Wero)?|[Ii]deal(?= (?:payments?|deposits?|withdrawals?|top-?ups?))(?: payments?)?',
    { cased: true },
  ),
  rail('BANCONTACT', 'EUR', ['Bancontact Payment'], 'bancontact'),
  rail('SOFORT', 'EUR', ['Sofortüberweisung', 'Klarna Sofort'], 'sofort'),
  rail('GIROPAY', 'EUR', ['giropay Payment'], 'giropay'),
  rail('TRUSTLY', '', ['Trustly Pay'], 'trustly'),
  rail('SWISH', 'SEK', ['Swish Payment'], 'Swish', { cased: true }),
  rail('TWINT', 'CHF', ['TWINT Payment'], 'twint'),
  rail('MBWAY', 'EUR', ['MB Way'], 'mb ?way'),
  rail('MULTIBANCO', 'EUR', ['Multibanco Payment'], 'multibanco'),
  rail('EFT', '', ['EFT Transfer'], 'EFT', { cased: true }),
  rail('HAVALE', 'TRY', ['Havale EFT', 'Havale'], 'havale'),
  rail('PAPARA', 'TRY', ['Papara Wallet'], 'papara'),
  rail('SBP', 'RUB', ['SBP Transfer', 'Faster Payments System'], 'SBP', { cased: true }),
  rail('SKRILL', '', ['Moneybookers'], 'skrill'),
  rail('NETELLER', '', ['NETeller Wallet'], 'neteller'),
  rail('ADVCASH', '', ['Advanced Cash', 'Volet'], 'adv ?cash(?: wallet)?|volet'),
  rail('PAYEER', '', ['Payeer Wallet'], 'payeer'),
  rail('REVOLUT', '', ['Revolut Pay'], 'revolut(?: pay)?'),
  rail('PLAID', 'USD', ['Plaid Transfer'], 'plaid'),
  rail(
    'SILVERGATE',
    'USD',
    ['SEN', 'Silvergate Exchange Network'],
    'silvergate(?: exchange network| sen)?|sen network',
  ),
  rail('SIGNET', 'USD', ['Signature Signet'], 'signet'),
  rail('CUBIX', 'USD', ['Customers CBIT', 'CBIT'], 'cubix|cbit'),
];

/** What lists call each rail, in the form of the networks' spellings. */
export const RAIL_SPELLINGS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...Map.groupBy(RAILS, ({ rail: name }) => name)].map(([name, rows]) => [
    name,
    rows.flatMap(({ spellings }) => spellings),
  ]),
);
