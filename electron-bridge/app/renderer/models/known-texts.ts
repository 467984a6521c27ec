/** What known models say of themselves. Written by scripts/messages.mjs from their manifests. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const KNOWN_TEXTS: Readonly<Partial<Record<string, MessageDescriptor>>> = {
  "6,522 classes, mostly birds worldwide, some frogs, insects, mammals and noises.": msg({
    message: "6,522 classes, mostly birds worldwide, some frogs, insects, mammals and noises.",
  }),
  "Free for research, education and other non-commercial use, with credit to the authors (K. Lisa Yang Center for Conservation Bioacoustics, Cornell Lab of Ornithology, and Chemnitz University of Technology); what you make from the model is shared under the same licence.":
    msg({
      message:
        "Free for research, education and other non-commercial use, with credit to the authors (K. Lisa Yang Center for Conservation Bioacoustics, Cornell Lab of Ornithology, and Chemnitz University of Technology); what you make from the model is shared under the same licence.",
    }),
  "Birds anywhere; a place and a week narrow the species.": msg({
    message: "Birds anywhere; a place and a week narrow the species.",
  }),
  "Bats: it hears nothing above 15 kHz.": msg({ message: "Bats: it hears nothing above 15 kHz." }),
  "BirdNET 3.0 with weights of 16 bits: half the size. A preview by its authors.": msg({
    message: "BirdNET 3.0 with weights of 16 bits: half the size. A preview by its authors.",
  }),
  "The Zenodo record of these files has CC BY-SA 4.0 and terms of use, by the authors' own README. BirdNET Live ships weights of the same preview under Apache-2.0 with an acceptable use policy. The package birdnet 1.3.1 says CC BY-NC-SA 4.0 of all its models. Read the record before you publish or sell anything made with this model.":
    msg({
      message:
        "The Zenodo record of these files has CC BY-SA 4.0 and terms of use, by the authors' own README. BirdNET Live ships weights of the same preview under Apache-2.0 with an acceptable use policy. The package birdnet 1.3.1 says CC BY-NC-SA 4.0 of all its models. Read the record before you publish or sell anything made with this model.",
    }),
  "BirdNET 3.0 on computers with little disk or a slow connection.": msg({
    message: "BirdNET 3.0 on computers with little disk or a slow connection.",
  }),
  "About 11,000 classes: birds, frogs, insects, mammals and noises worldwide. A preview by its authors.":
    msg({
      message:
        "About 11,000 classes: birds, frogs, insects, mammals and noises worldwide. A preview by its authors.",
    }),
  "Trying what comes after BirdNET v2.4: a preview by its authors.": msg({
    message: "Trying what comes after BirdNET v2.4: a preview by its authors.",
  }),
  "The 527 classes of AudioSet: everyday sounds, music, voices, engines, animals.": msg({
    message: "The 527 classes of AudioSet: everyday sounds, music, voices, engines, animals.",
  }),
  "Free for any use, with the licence kept.": msg({
    message: "Free for any use, with the licence kept.",
  }),
  "Everyday sounds: voices, engines, music, rain.": msg({
    message: "Everyday sounds: voices, engines, music, rain.",
  }),
  "Telling species apart.": msg({ message: "Telling species apart." }),
  "14,795 classes: birds, frogs, insects, mammals and everyday sounds worldwide. Its embeddings are made for finding similar sounds.":
    msg({
      message:
        "14,795 classes: birds, frogs, insects, mammals and everyday sounds worldwide. Its embeddings are made for finding similar sounds.",
    }),
  "Free for any use, with the licence and its notices kept.": msg({
    message: "Free for any use, with the licence and its notices kept.",
  }),
  "Finding similar sounds, and training classifiers of your own.": msg({
    message: "Finding similar sounds, and training classifiers of your own.",
  }),
  "The same with 32 bits: twice the size, and probabilities that differ by about 0.01.": msg({
    message: "The same with 32 bits: twice the size, and probabilities that differ by about 0.01.",
  }),
  "Free for any use, with the licence and its notices kept. The authors ask for responsible use (ACCEPTABLE_USE.md in their repository). An earlier page of theirs states CC BY-SA 4.0 for the same kind of file.":
    msg({
      message:
        "Free for any use, with the licence and its notices kept. The authors ask for responsible use (ACCEPTABLE_USE.md in their repository). An earlier page of theirs states CC BY-SA 4.0 for the same kind of file.",
    }),
  "Limiting the species of any model to those of a place and a week.": msg({
    message: "Limiting the species of any model to those of a place and a week.",
  }),
  "14,082 species of any place and week, for every model. Its weights have 16 bits.": msg({
    message: "14,082 species of any place and week, for every model. Its weights have 16 bits.",
  }),
  "21 birds of the High Sierra Nevada (BirdSet's HSN), by eBird code.": msg({
    message: "21 birds of the High Sierra Nevada (BirdSet's HSN), by eBird code.",
  }),
  "Trained by the lab and not published: ask Engineers for Exploration at UC San Diego for the file and its terms.":
    msg({
      message:
        "Trained by the lab and not published: ask Engineers for Exploration at UC San Diego for the file and its terms.",
    }),
  "21 birds of the High Sierra Nevada.": msg({ message: "21 birds of the High Sierra Nevada." }),
  "Any other place.": msg({ message: "Any other place." }),
};
