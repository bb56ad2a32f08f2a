import type { LexiconEntry } from './lexicon.ts';

type LabelledPart =
  | 'deposits'
  | 'withdrawals'
  | 'spot'
  | 'trading'
  | 'margin'
  | 'derivatives'
  | 'website'
  | 'login'
  | 'card';

/** What status pages in a language that is read nowhere else call the parts of an exchange. */
interface LabelPack {
  readonly parts: Readonly<Record<LabelledPart, string>>;
  /** Said of what is not hit. */
  readonly unaffected: string;
  /** Words of headlines that name nothing: services, systems, trouble, maintenance. */
  readonly naming: string;
}

const SPANISH: LabelPack = {
  parts: {
    deposits: 'dep[oó]sitos?|ingresos de (?:fondos|dinero)|recargas?',
    withdrawals: 'retiros?|retiradas?|extracci[oó]n(?:es)?',
    spot: '(?:mercado|operaciones|trading|comercio) (?:al contado|spot)',
    trading: 'operaciones|negociaci[oó]n|compra-?venta|compra y venta',
    margin: 'm[aá]rgen(?:es)?|(?:operaciones|trading) con margen',
    derivatives: '(?:trading de |mercado de )?futuros|derivados|perpetuos',
    website: '(?:sitio|p[aá]gina) web|aplicaci[oó]n(?: m[oó]vil| web)?',
    login: 'inicios? de sesi[oó]n|acceso a (?:la|las|su) cuentas?',
    card: 'tarjetas?',
  },
  unaffected: String.raw`no (?:se ven|est[aá]n?|fueron|son|se ve) afectad[oa]s?|(?:funcionan?|operan?) (?:con normalidad|normalmente)`,
  naming:
    'servicios?|sistemas?|plataforma|problemas?|t[eé]cnic[oa]s?|interrupci[oó]n(?:es)?|fallos?|fallas?|incidencias?|incidentes?|demoras?|retrasos?|lentitud|mantenimientos?|programad[oa]s?|parcial(?:es)?|total(?:es)?|general(?:es)?|degradad[oa]s?|inestabilidad|rendimiento|(?:no )?disponibles?|suspendid[oa]s?|tod[oa]s?|de|del|la|el|los|las|en|con|por|y',
};

const PORTUGUESE: LabelPack = {
  parts: {
    deposits: 'dep[oó]sitos?|recargas?',
    withdrawals: 'saques?|retiradas?|levantamentos?',
    spot: '(?:mercado|negocia[cç](?:[aã]o|[oõ]es)) (?:[aà] vista|spot)',
    trading: 'negocia[cç](?:[aã]o|[oõ]es)|compra e venda',
    margin: '(?:negocia[cç][aã]o (?:com|de) )?margem',
    derivatives: '(?:mercado de |negocia[cç][aã]o de )?futuros|derivativos|perp[eé]tuos',
    website: 's[ií]tio web|p[aá]gina web|aplicativos?|aplica[cç][aã]o m[oó]vel|(?<![-\\w])site(?![- ]?wide)',
    login: 'acesso [aà]s? contas?|autentica[cç][aã]o',
    card: 'cart(?:[aã]o|[oõ]es)',
  },
  unaffected: String.raw`n[aã]o (?:s[aã]o|foram|est[aã]o|[eé]|foi) afetad[oa]s?|(?:funcionam?|operam?|seguem?) (?:normalmente|normais|normal)`,
  naming:
    'servi[cç]os?|sistemas?|plataforma|problemas?|t[eé]cnic[oa]s?|interrup[cç](?:[aã]o|[oõ]es)|falhas?|incidentes?|atrasos?|lentid[aã]o|instabilidade|manuten[cç](?:[aã]o|[oõ]es)|programad[oa]s?|parcia(?:l|is)|tota(?:l|is)|gera(?:l|is)|degradad[oa]s?|desempenho|(?:in)?dispon[ií]ve(?:l|is)|suspens[oa]s?|tod[oa]s?|d[aeo]s?|[aeo]s?|em|n[ao]s?|com|por',
};

const TURKISH: LabelPack = {
  parts: {
    deposits: '(?:kripto |para )?yat[ıi]rma(?: işlemleri)?|(?:para )?yat[ıi]r[ıi]mlar[ıi]?',
    withdrawals: '(?:kripto |para )?[çc]ekme(?: işlemleri)?|(?:para )?[çc]ekimler[i]?|para [çc]ekimi',
    spot: 'spot (?:[iİ]şlem(?:ler)?|al[ıi]m[- ]sat[ıi]m|piyasa(?:s[ıi])?)',
    trading: 'al[ıi]m[- ]?sat[ıi]m|al[- ]sat|[iİ]şlem platformu',
    margin: 'marj(?:in)?|kald[ıi]ra[çc]l[ıi] (?:[iİ]şlemler|al[ıi]m[- ]sat[ıi]m)',
    derivatives: 'vadeli(?: [iİ]şlem(?:ler)?)?|t[üu]rev(?:ler| [uü]r[uü]nler)?',
    website: '(?:web |internet )?sitesi|mobil uygulama|uygulama',
    login: 'giriş(?: yapma)?|oturum a[çc]ma',
    card: 'kart(?:lar[ıi]?)?',
  },
  unaffected: 'etkilenme(?:di|miştir|mektedir|yecektir|z)|normal (?:çalış[ıi]yor|şekilde)|sorunsuz',
  naming:
    'hizmet(?:ler|leri)?|sistem(?:ler|sel)?|platform|sorun(?:lar|u)?|teknik|kesinti(?:ler|si)?|ar[ıi]za|gecikme(?:ler|si)?|yavaşl[ıi]k|bak[ıi]m[ıi]?(?: çalışmas[ıi])?|planl[ıi]|k[ıi]smi|genel|tüm|performans|ve|ile',
};

const FRENCH: LabelPack = {
  parts: {
    deposits: 'dép[oô]ts?',
    withdrawals: 'retraits?',
    spot: '(?:march[ée]|trading|n[ée]gociation) (?:au comptant|spot)',
    trading: 'n[ée]gociations?|achats? et ventes?',
    margin: '(?:trading|n[ée]gociation) sur marge|marge',
    derivatives: 'contrats [aà] terme|(?:produits )?d[ée]riv[ée]s',
    website: '(?<![-\\w])site (?:web|internet)|application (?:mobile|web)',
    login: '(?:se )?connexion au compte|authentification',
    card: 'cartes?(?: bancaires?)?',
  },
  unaffected: 'ne (?:sont|seront) pas affectée?s?|non affectée?s?|fonctionnent normalement',
  naming:
    'services?|syst[eè]mes?|plateforme|probl[eè]mes?|techniques?|interruptions?|pannes?|incidents?|retards?|lenteurs?|maintenance|programm[ée]e?s?|partielle?s?|g[ée]n[ée]rale?s?|d[ée]grad[ée]e?s?|performances?|(?:in)?disponibles?|tou(?:s|tes)|de|du|des|la|le|les|en|et|sur',
};

const GERMAN: LabelPack = {
  parts: {
    deposits: 'einzahlung(?:en)?',
    withdrawals: 'auszahlung(?:en)?|abhebung(?:en)?',
    spot: 'spot-?(?:handel|markt)',
    trading: 'handel(?:ssystem|splattform)?',
    margin: 'margin-?handel',
    derivatives: 'termin(?:handel|kontrakte)|derivate',
    website: 'web-?seite|webanwendung',
    login: 'anmeldung(?:en)?|kontozugriff',
    card: 'karten?(?:zahlung(?:en)?)?',
  },
  unaffected: 'nicht (?:betroffen|beeintr[aä]chtigt)|(?:funktionieren|laufen) (?:normal|wie gewohnt)',
  naming:
    'dienste?|systeme?|plattform|probleme?|technische?|störung(?:en)?|ausfall|ausfälle|vorfall|verzögerung(?:en)?|(?:plattform|system)?wartung(?:sarbeiten)?|geplante?|teilweise|allgemeine?|beeinträchtigte?|leistung|nicht verfügbar|alle|der|die|das|bei|im|in|und|von',
};

const RUSSIAN: LabelPack = {
  parts: {
    deposits: 'депозит(?:ы|ов|а)?|пополнени[еяй]|зачислени[еяй]|ввод(?![а-я])(?: средств)?',
    withdrawals: 'вывод(?:ы|ов|а)?(?: средств)?|сняти[еяй]',
    spot: 'спот(?:овая торговля|овый рынок|-торговля)?',
    trading: 'торгов(?:ля|ли|ый движок)|торги',
    margin: 'маржинальная торговля|маржа',
    derivatives: 'фьючерс(?:ы|ов|ная торговля)?|деривативы',
    website: '(?:веб-?)?сайт|(?:мобильное )?приложени[ея]',
    login: 'вход(?![а-я])(?: в (?:аккаунт|систему))?|авторизаци[яи]',
    card: '(?:банковские )?карт[аы]',
  },
  unaffected: 'не затронут[а-я]*|работа[а-я]* (?:в )?(?:обычном|штатном|нормально)',
  naming:
    'сервис[а-я]*|служб[а-я]*|систем[а-я]*|платформ[а-я]*|проблем[а-я]*|техническ[а-я]*|сбо[а-я]*|перебо[а-я]*|инцидент[а-я]*|задержк[а-я]*|обслуживани[а-я]*|работ[а-я]*|планов[а-я]*|частичн[а-я]*|недоступн[а-я]*|все|в|на|с|и|по',
};

const INDONESIAN: LabelPack = {
  parts: {
    deposits: 'setoran|isi saldo',
    withdrawals: 'penarikan(?: dana)?|tarik dana',
    spot: 'perdagangan spot|pasar spot',
    trading: 'perdagangan|jual beli',
    margin: 'perdagangan margin',
    derivatives: 'perdagangan berjangka|kontrak berjangka|derivatif',
    website: 'situs(?: web)?|aplikasi(?: seluler)?',
    login: 'masuk akun',
    card: 'kartu',
  },
  unaffected: 'tidak terpengaruh|tidak terdampak|berjalan normal',
  naming:
    'layanan|sistem|platform|masalah|teknis|gangguan|insiden|keterlambatan|pemeliharaan|terjadwal|sebagian|umum|kinerja|tidak tersedia|semua|di|pada|dan|untuk',
};

const VIETNAMESE: LabelPack = {
  parts: {
    deposits: 'nạp(?: tiền| coin)?',
    withdrawals: 'rút(?: tiền| coin)?',
    spot: 'giao dịch giao ngay|thị trường giao ngay',
    trading: 'giao dịch',
    margin: 'giao dịch ký quỹ|ký quỹ',
    derivatives: 'hợp đồng tương lai|phái sinh',
    website: 'trang web|ứng dụng(?: di động)?',
    login: 'đăng nhập',
    card: 'thẻ',
  },
  unaffected: 'không bị ảnh hưởng|hoạt động bình thường',
  naming:
    'dịch vụ|hệ thống|nền tảng|sự cố|kỹ thuật|gián đoạn|chậm trễ|bảo trì|theo lịch|một phần|hiệu suất|không khả dụng|tất cả',
};

const PACKS: readonly LabelPack[] = [
  SPANISH,
  PORTUGUESE,
  TURKISH,
  FRENCH,
  GERMAN,
  RUSSIAN,
  INDONESIAN,
  VIETNAMESE,
];

const PARTS: readonly LabelledPart[] = [
  'deposits',
  'withdrawals',
  'spot',
  'trading',
  'margin',
  'derivatives',
  'website',
  'login',
  'card',
];

/** One entry for each part, whatever the language: a page may have its names in several. */
export const FOREIGN_LABELS: readonly LexiconEntry[] = PARTS.map((part) => [
  'component',
  part,
  PACKS.map(({ parts }) => parts[part]).join('|'),
]);

export const FOREIGN_UNAFFECTED = PACKS.map(({ unaffected }) => unaffected).join('|');

export const FOREIGN_NAMING = PACKS.map(({ naming }) => naming).join('|');
