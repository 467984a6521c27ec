/** Why a number of an estimate is not given: a sentence for each kind, in the person's language. */
import { plural, t } from "@lingui/core/macro";
import type { WithheldNumber } from "@linnet/electron-bridge/generated/contract.js";
import { count } from "../i18n/format.js";
import { confidence, exactly } from "./numbers.js";

type Kind = WithheldNumber["kind"];

/** The facts of a sentence, as text or as numbers. */
class Facts {
  constructor(private readonly facts: WithheldNumber["facts"]) {}

  number(name: string): number {
    return Number(this.facts[name] ?? NaN);
  }

  /** Whether the fact is there; the engine leaves out what is infinite. */
  has(name: string): boolean {
    return this.facts[name] != null;
  }

  count(name: string): string {
    return count(this.number(name));
  }

  percent(name: string): string {
    return exactly(this.number(name));
  }

  confidence(name = "confidence"): string {
    return confidence(this.number(name));
  }

  text(name: string): string {
    return String(this.facts[name] ?? "");
  }
}

const SENTENCES: Readonly<Record<Kind, (facts: Facts) => string>> = {
  notRandom: () =>
    t`This sample was chosen, not drawn by chance: good for finding the species, not for estimating how often the model is right.`,
  noLabels: (facts) => {
    const [needed, wanted] = [facts.count("needed"), facts.count("recommended")];
    return t`Nobody has listened yet: an estimate needs ${needed} clips (${wanted} recommended).`;
  },
  nothingAbove: (facts) => {
    const at = facts.confidence();
    return t`No detection scores ${at} or more.`;
  },
  judgeAll: (facts) => {
    const [at, more] = [facts.confidence(), facts.count("more")];
    return plural(facts.number("detections"), {
      one: `Only # detection above ${at}: judge the other ${more}, and the precision is a count and no estimate.`,
      other: `Only # detections above ${at}: judge the other ${more}, and the precision is a count and no estimate.`,
    });
  },
  fewLabels: (facts) => tooFew(facts),
  limitsOnly: (facts) => {
    const [few, low, high] = [tooFew(facts), facts.percent("low"), facts.percent("high")];
    return t`${few} The true precision could be anywhere from ${low} to ${high}.`;
  },
  unheardBands: (facts) => {
    const [share, at] = [facts.percent("share"), facts.confidence()];
    const [bands, more] = [facts.text("bands"), facts.count("more")];
    return t`${share} of the detections above ${at} lie in score bands nobody has listened to (${bands}). Judge ${more} more there.`;
  },
  unsure: (facts) => {
    const [share, low] = [facts.percent("share"), facts.percent("low")];
    const high = facts.percent("high");
    return t`${share} unsure: between ${low} and ${high} depending on what they are.`;
  },
  fewSites: (facts) => {
    const needed = facts.count("needed");
    return facts.text("noun") === "site"
      ? plural(facts.number("clusters"), {
          one: `Verdicts come from # site; at least ${needed} are needed to speak of other sites.`,
          other: `Verdicts come from # sites; at least ${needed} are needed to speak of other sites.`,
        })
      : plural(facts.number("clusters"), {
          one: `Verdicts come from # recording; at least ${needed} are needed to speak of other recordings.`,
          other: `Verdicts come from # recordings; at least ${needed} are needed to speak of other recordings.`,
        });
  },
  noThreshold: (facts) => {
    const [none, at, point] = [noneFor(facts), facts.confidence(), facts.percent("point")];
    if (!facts.has("more")) return t`${none} At ${at} the estimate is ${point}.`;
    const more = facts.count("more");
    return t`${none} At ${at} the estimate is ${point}; about ${more} more clips above ${at} would be needed.`;
  },
  notReachable: (facts) => {
    const none = noneFor(facts);
    return t`${none} It is not reachable: the estimate itself is below.`;
  },
  noneBelow: (facts) => {
    const low = facts.percent("low");
    return plural(facts.number("labels"), {
      one: `No missed call in # clip below the threshold: recall is at least ${low}.`,
      other: `No missed call among # clips below the threshold: recall is at least ${low}.`,
    });
  },
  nothingBelow: () =>
    t`Recall not given: the sample holds no judged clip below the threshold. Draw one that reaches below the floor.`,
  fewForRecall: (facts) => {
    const [labels, found] = [facts.count("labels"), facts.count("found")];
    return t`Recall not given: ${labels} verdicts, ${found} right above the threshold (120 verdicts, 10 right needed).`;
  },
  notWhole: () => t`Call density not given: the sample leaves out the windows that score lowest.`,
  fewForProbability: (facts) => {
    const [labels, yes, no] = [facts.count("labels"), facts.count("yes"), facts.count("no")];
    return t`Probability not given: ${labels} verdicts, ${yes} right, ${no} wrong (20 verdicts, 3 of each needed).`;
  },
  wholeUnits: () =>
    t`Probability not given: the sample holds whole sites, days or recordings, and a curve needs single clips.`,
  fallingCurve: () =>
    t`Probability not given: higher scores were not right more often than lower ones.`,
  misfit: (facts) => {
    const band = facts.text("band");
    const [low, high, fitted] = [
      facts.percent("low"),
      facts.percent("high"),
      facts.percent("fitted"),
    ];
    return t`The curve does not fit band ${band} (${fitted} fitted, ${low} to ${high} seen), so probabilities are withheld.`;
  },
  fewForSites: (facts) => {
    const [labels, sites] = [facts.count("labels"), facts.count("sites")];
    return t`No estimate by site: ${labels} verdicts, ${sites} sites (120 verdicts needed, and 5 of a site).`;
  },
  nothingAtSite: () => t`The project holds no detection at the site now.`,
  fewForAgreement: (facts) => {
    const [clips, needed] = [facts.count("clips"), facts.count("needed")];
    return t`Clips that both people judged: ${clips}. Agreement needs ${needed}.`;
  },
  oneAnswer: () => t`Both gave one answer every time: agreement cannot be told from luck.`,
  rareAnswer: (facts) => {
    const needed = facts.count("needed");
    return t`A person gave one answer to few clips: an interval for kappa and alpha needs ${needed}.`;
  },
};

function tooFew(facts: Facts): string {
  const [at, needed] = [facts.confidence(), facts.count("needed")];
  return plural(facts.number("labels"), {
    one: `# verdict above ${at}: too few for an estimate (${needed} needed).`,
    other: `# verdicts above ${at}: too few for an estimate (${needed} needed).`,
  });
}

function noneFor(facts: Facts): string {
  const target = facts.percent("target");
  return plural(facts.number("labels"), {
    one: `No threshold can be certified for ${target} with # verdict.`,
    other: `No threshold can be certified for ${target} with # verdicts.`,
  });
}

/** The sentence in place of a number; one of a later engine stands as the engine says it. */
export function withheldSaid({ kind, facts, sentence }: WithheldNumber): string {
  const said = (SENTENCES as Partial<typeof SENTENCES>)[kind];
  return said === undefined ? sentence : said(new Facts(facts));
}
