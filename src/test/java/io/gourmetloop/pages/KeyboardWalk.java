package io.gourmetloop.pages;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A walk through a page by the Tab key, from its first stop until it leaves the page. */
record KeyboardWalk(List<String> stops, List<String> unseen) {
    /** How a control is called in a walk; of a group of radio buttons only the chosen one is a stop. */
    private static final String NAME = """
            const name = (element) =>
              `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.innerText ?? ''} ${element.name ?? ''}`.trim();
            """;

    /** All that can be used, in the order of the document. */
    static final String REACHABLE = "() => {" + NAME + """
              const all = document.querySelectorAll('a[href], button:not(:disabled), input:not([hidden]), select, textarea, summary, [tabindex="0"]');
              return [...all].filter((it) => (it.type !== 'radio' || it.checked) && (it.checkVisibility() || it.firstElementChild?.checkVisibility())).map(name);
            }""";

    /** The stop and whether an outline of it, or of what it is drawn by, can be seen within the window. */
    private static final String HERE = "() => {" + NAME + """
              const here = document.activeElement;
              const within = here === window.walkedTo; // a date has a stop for its year, its month and its day
              window.walkedTo = here;
              const drawn = [here, here.firstElementChild, here.closest('label')].filter(Boolean);
              const outlined = drawn.some((it) => {
                const { outlineStyle, outlineWidth } = getComputedStyle(it);
                const { top, bottom } = it.getBoundingClientRect();
                return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight;
              });
              return { out: here === document.body || here === document.documentElement, name: name(here), outlined, within };
            }""";

    static KeyboardWalk over(Page page, int mostStops) {
        List<String> stops = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        page.getByText("Skip to content").focus();
        stops.add("a Skip to content");
        while (stops.size() < mostStops) {
            page.keyboard().press("Tab");
            Map<?, ?> here = (Map<?, ?>) page.evaluate(HERE);
            if (Boolean.TRUE.equals(here.get("out"))) {
                break;
            }
            if (Boolean.TRUE.equals(here.get("within"))) {
                continue;
            }
            String name = String.valueOf(here.get("name"));
            stops.add(name);
            if (!Boolean.TRUE.equals(here.get("outlined"))) {
                unseen.add(name);
            }
        }
        return new KeyboardWalk(stops, unseen);
    }
}
