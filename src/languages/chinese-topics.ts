import type { Topic } from './lexicon.ts';

/** Chinese signs that a text, or a sentence, is no news of a service's state. In order of precedence. */
export const CHINESE_TOPICS: readonly Topic[] = [
  {
    reason: 'warning',
    scope: 'text',
    pattern:
      /[诈詐][骗騙]|[钓釣][鱼魚]|冒充|[骗騙]子|[骗騙]局|假冒|谨防|謹防|警惕|[风風][险險].{0,6}[谨謹]慎|[谨謹]慎投[资資]/,
  },
  {
    reason: 'delisting',
    scope: 'text',
    pattern:
      /下[线線]\s?[A-Z]{2,}|下架|停止交易[并並]|下[线線].{0,8}(?:交易[对對]|代[币幣])|[终終]止支[持援]|退市|停止支[持援]|不再(?:支[持援]|提供)|移除.{0,10}交易[对對]|清退/,
  },
  {
    reason: 'listing',
    scope: 'text',
    pattern:
      /上[线線](?!恢复)|上[架]|上市|首[发發]|新[币幣]|新增.{0,12}(?:交易[对對]|[币幣])|上[币幣]|[开開][启啟]交易/,
  },
  {
    reason: 'history',
    scope: 'text',
    pattern:
      /[周日早晚月][报報]|事后|复盘|復盤|回[顾顧]|(?:事故|最[终終])[报報]告|[调調]查(?:[结結]果|[报報]告)|[总總][结結][报報]告|[赔賠]付|[补補][偿償]|[赔賠][偿償]/,
  },
  {
    reason: 'accounts',
    scope: 'text',
    pattern: /身份[认認][证證]|KYC|[实實]名[认認][证證]|未完成[认認][证證]|您的(?:账户|帳戶)/i,
  },
  {
    reason: 'product',
    scope: 'sentence',
    pattern:
      /更新日[志誌]|支[持援](?:旧|舊|老)?版|支[持援].{0,8}(?:版本|客[户戶]端)|(?:app|客[户戶]端|版本).{0,8}(?:更新|[发發]布|升[级級])|修[复復]了|API.{0,12}(?:更新|升[级級]|[迁遷]移|[弃棄]用|[频頻]率)/i,
  },
  {
    reason: 'denial',
    scope: 'sentence',
    pattern:
      /不[会會][^,，。；;]{0,12}(?:[暂暫]停|停止|[关關][闭閉]|中[断斷])|[谣謠]言|不[属屬][实實]|[传傳]言|不[实實]|否[认認]|虚假|虛假|子[虚虛]乌有|假消息|(?:并未|並未|从未|從未|没有|沒有|未)(?:[暂暫]停|停止|[关關][闭閉])|(?:不会|不會|无|無|没有|沒有)(?:计划|計劃)?(?:[暂暫]停|停止)/,
  },
  {
    reason: 'terms',
    scope: 'sentence',
    pattern: /(?:服[务務]|用[户戶]|使用)(?:[条條]款|[协協][议議])|[隐隱]私|政策(?:[调調]整|更新|[变變]更)/,
  },
  { reason: 'question', scope: 'sentence', pattern: /[?？吗嗎]\s*$|^(?:如何|为什么|為什麼|怎么|怎麼)/ },
  { reason: 'history', scope: 'sentence', pattern: /昨[日天]|上[周週月]|去年|前天/ },
  {
    reason: 'marketing',
    scope: 'sentence',
    pattern:
      /瓜分|大[奖獎]|[赢贏](?:取)?|空投|年化|[奖獎][励勵池金]|福利|抽[奖獎]|返佣|[优優]惠|[红紅]包|高[达達]|邀[请請]|[庆慶]祝|[截停]止申[购購]|售完即止|[募抢搶][集购購]/,
  },
];
