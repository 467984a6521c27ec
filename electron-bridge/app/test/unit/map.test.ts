import { assert, describe, test } from "vitest";
import { readable } from "../../renderer/places/labels.js";
import {
  coordinatesOf,
  fitted,
  fromScreen,
  metresPerPixel,
  onScreen,
  pointOf,
  roundLength,
  zoomed,
} from "../../renderer/places/mercator.js";
import { shapesOf } from "../../renderer/places/topology.js";

const SIZE = { width: 800, height: 500 };
const SITES = [
  { latitude: -12.5341, longitude: -70.0981 },
  { latitude: -12.5662, longitude: -70.0512 },
];

describe("the map", () => {
  test("gives a place back as it was, to a metre", () => {
    for (const place of [...SITES, { latitude: 78.2232, longitude: 15.6267 }]) {
      assert.deepEqual(coordinatesOf(pointOf(place)), place);
    }
  });

  test("shows all sites at first, and the world where there are none", () => {
    const points = SITES.map(pointOf);
    const view = fitted(points, SIZE);
    for (const { x, y } of points.map((point) => onScreen(point, view, SIZE))) {
      assert.isTrue(x > 0 && x < SIZE.width && y > 0 && y < SIZE.height);
    }
    const world = fitted([], SIZE);
    assert.isAbove(metresPerPixel(world), 10_000);
  });

  test("keeps the place under the pointer where it is while it zooms", () => {
    const view = fitted(SITES.map(pointOf), SIZE);
    const at = { x: 620, y: 90 };
    const before = coordinatesOf(fromScreen(at, view, SIZE));
    const after = coordinatesOf(fromScreen(at, zoomed(view, SIZE, 1.6, at), SIZE));
    assert.closeTo(after.latitude, before.latitude, 2e-5);
    assert.closeTo(after.longitude, before.longitude, 2e-5);
  });

  test("has a scale of round lengths", () => {
    assert.deepEqual(
      [0.8, 1, 4.9, 5, 37, 1999, 2000].map(roundLength),
      [0.5, 1, 2, 5, 20, 1000, 2000],
    );
  });

  test("names no two sites over each other", () => {
    const site = (id: number, x: number, y: number) => ({ id, name: "Tapir-01", x, y, radius: 6 });
    assert.deepEqual([...readable([site(1, 10, 10), site(2, 10, 24), site(3, 10, 60)])], [1, 3]);
    // A dot goes before the name of another one.
    assert.deepEqual([...readable([site(1, 10, 10), site(2, 40, 14)])], [2]);
  });

  test("reads neighbours' shapes from the arcs that they share", () => {
    const topology = {
      transform: { scale: [1, 1], translate: [10, 0] } as const,
      arcs: [
        [
          [0, 0],
          [1, 0],
          [0, 1],
        ],
        [
          [1, 1],
          [-1, 0],
          [0, -1],
        ],
        [
          [1, 1],
          [1, 0],
          [0, -1],
          [-1, 0],
        ],
      ] as [number, number][][],
      objects: {
        countries: {
          geometries: [
            { type: "Polygon", arcs: [[0, 1]] },
            { type: "MultiPolygon", arcs: [[[~0, 2]]] },
            { type: null },
          ],
        },
      },
    };
    const [one, other, ...more] = shapesOf(
      topology as unknown as Parameters<typeof shapesOf>[0],
      "countries",
    );
    assert.deepEqual(one?.geometry.coordinates, [
      [
        [10, 0],
        [11, 0],
        [11, 1],
        [10, 1],
        [10, 0],
      ],
    ]);
    assert.deepEqual((other?.geometry.coordinates as number[][][][])[0]?.[0]?.slice(0, 3), [
      [11, 1],
      [11, 0],
      [10, 0],
    ]);
    assert.deepEqual(more, []);
  });
});
