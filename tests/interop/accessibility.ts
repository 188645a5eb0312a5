/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** Controls that have no name for people who cannot see them. */
export function namelessControls(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll("input, select, textarea, button, meter, summary, [role=tab]"),
    ];
    const isNamed = (element: Element): boolean => {
      const labels = "labels" in element ? (element.labels as NodeListOf<Element> | null) : null;
      const texts = [
        element.getAttribute("aria-label"),
        labels?.[0]?.textContent,
        element.matches("button, summary, [role=tab]") ? element.textContent : "",
      ];
      return texts.some((text) => (text ?? "").trim() !== "");
    };
    return controls.filter((element) => !isNamed(element)).map((element) => element.outerHTML);
  });
}

/** Ids that labels and descriptions point to although nothing has them. */
export function danglingReferences(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const attributes = ["for", "aria-labelledby", "aria-describedby", "aria-controls"];
    return attributes.flatMap((attribute) =>
      [...document.querySelectorAll(`[${attribute}]`)]
        .filter(
          (element) => attribute !== "aria-controls" || element.getAttribute("aria-selected") === "true",
        )
        .flatMap((element) => (element.getAttribute(attribute) ?? "").split(" "))
        .filter((id) => document.getElementById(id) === null),
    );
  });
}

/** Visible texts with less contrast than WCAG AA asks for, as `ratio text`. */
export function faintTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const linear = (value: number): number => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    const luminance = ([red = 0, green = 0, blue = 0]: number[]): number =>
      0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const backgroundOf = (element: Element | null): number[] => {
      if (element === null) return [255, 255, 255];
      const color = channels(getComputedStyle(element).backgroundColor);
      return color[3] === 0 ? backgroundOf(element.parentElement) : color;
    };
    const ratio = (element: Element): number => {
      const style = getComputedStyle(element);
      const ink = element instanceof SVGElement ? style.fill : style.color;
      const pair = [luminance(channels(ink)), luminance(backgroundOf(element))];
      return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    };
    const needed = (element: Element): number => {
      const { fontSize, fontWeight } = getComputedStyle(element);
      const size = Number.parseFloat(fontSize);
      return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
    };
    const hasText = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? "").trim() !== "");
    return [...document.body.querySelectorAll("*")]
      .filter((element) => hasText(element) && element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => ratio(element) < needed(element))
      .map((element) => `${ratio(element).toFixed(2)} ${element.textContent ?? ""}`);
  });
}
