/** Models as the engine lists them, of which tests use what they need. */
import type { ModelRow } from "@linnet/electron-bridge/generated/contract.js";

const NOT_INSTALLED = {
  base: null,
  installed: false,
  trouble: null,
  active: false,
  sha256: null,
  converter: null,
  source: null,
  installedAt: null,
  bytes: null,
} as const;

/** BirdNET before it is installed. */
export const BIRDNET: ModelRow = {
  name: "birdnet-v2.4",
  title: "BirdNET v2.4",
  version: "2.4",
  about: "6,522 classes, mostly birds worldwide, some frogs, insects, mammals and noises.",
  licence: "CC BY-NC-SA 4.0",
  licenceUrl: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
  licenceSummary:
    "Free for research, education and other non-commercial use, with credit to the authors (K. Lisa Yang Center for Conservation Bioacoustics, Cornell Lab of Ornithology, and Chemnitz University of Technology); what you make from the model is shared under the same licence.",
  citation:
    "Kahl, S., Wood, C. M., Eibl, M., & Klinck, H. (2021). BirdNET: A deep learning solution for avian diversity monitoring. Ecological Informatics, 61, 101236.",
  sampleRate: 48000,
  window: 3.0,
  frontend: "birdnet-v2.4",
  ...{ lowHz: 0, highHz: 15_000, drawn: true },
  classes: 6522,
  embedding: 1024,
  ...NOT_INSTALLED,
  memoryBytes: 363000000,
  groups: ["birds", "frogs", "insects", "mammals"],
  region: "worldwide",
  languages: ["en"],
  commercialUse: false,
  goodFor: "Birds anywhere; a place and a week narrow the species.",
  notFor: "Bats: it hears nothing above 15 kHz.",
  host: "zenodo.org",
  downloadBytes: null,
  files: [
    {
      name: "audio-model.tflite",
      bytes: null,
      sha256: ["55f3e4055b1a13bfa9a2452731d0d34f6a02d6b775a334362665892794165e4c"],
    },
    {
      name: "meta-model.tflite",
      bytes: null,
      sha256: [
        "1226f23fc20362617deb09178f366111b70cf085c2c82893f2814e5acedce6c2",
        "33aea6d21cc887d2414e9596d2531a480a3e5f4770c22aa257f217fb757d4653",
      ],
    },
    {
      name: "labels/en_us.txt",
      bytes: null,
      sha256: ["b50b77b7c3dfe40cd637e8cccdca0173a0a4ddee8867b830ff3c1a566f477f16"],
    },
  ],
  partBytes: null,
  speed: null,
};

export const PERCH: ModelRow = {
  name: "perch-v2",
  title: "Perch 2.0",
  version: "2",
  about:
    "14,795 classes: birds, frogs, insects, mammals and everyday sounds worldwide. Its embeddings are made for finding similar sounds.",
  licence: "Apache-2.0",
  licenceUrl: "https://www.apache.org/licenses/LICENSE-2.0",
  licenceSummary: "Free for any use, with the licence and its notices kept.",
  citation:
    "van Merriënboer, B., Dumoulin, V., Hamer, J., Harrell, L., Burns, A., & Denton, T. (2025). Perch 2.0: The Bittern Lesson for Bioacoustics. arXiv:2508.04665.",
  sampleRate: 32000,
  window: 5.0,
  frontend: "perch-v2",
  ...{ lowHz: 0, highHz: 16_000, drawn: false },
  classes: 14795,
  embedding: 1536,
  ...NOT_INSTALLED,
  memoryBytes: null,
  groups: ["birds", "frogs", "insects", "mammals"],
  region: "worldwide",
  languages: null,
  commercialUse: true,
  goodFor: "Finding similar sounds, and training classifiers of your own.",
  notFor: null,
  host: null,
  downloadBytes: null,
  files: [
    { name: "perch_v2.onnx", bytes: null, sha256: null },
    { name: "labels.csv", bytes: null, sha256: null },
  ],
  partBytes: null,
  speed: null,
};

/** BirdNET on this computer, and in use. */
export const INSTALLED: ModelRow = {
  ...BIRDNET,
  installed: true,
  active: true,
  sha256: "b2a51ad18c1c5eaf2e3d7b3a86b1b6f1cb2b6b0d0c4f3c7ce8a4f5a1c2c3d4e5",
  installedAt: "2026-11-12T09:12:44Z",
  bytes: 77_100_000,
  speed: 214.3,
};
