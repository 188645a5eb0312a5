/** The digits of a number, the last place counting fastest; `radices` says how many values each place has. */
export function placesOfNumber(number: number, radices: readonly number[]): number[] {
  const places = new Array<number>(radices.length).fill(0);
  let left = number;
  for (let place = radices.length - 1; place >= 0; place -= 1) {
    const radix = radices[place] ?? 1;
    places[place] = left % radix;
    left = Math.floor(left / radix);
  }
  return places;
}

/** The number that digits make up; the inverse of `placesOfNumber`. */
export function numberOfPlaces(places: readonly number[], radices: readonly number[]): number {
  return radices.reduce((number, radix, place) => number * radix + (places[place] ?? 0), 0);
}
