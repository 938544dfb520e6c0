import { useMemo } from 'react';
import type { Question } from '../api/calls';
import { useAddress } from '../app/navigation';

/** Version, class and days of the address: a link to what is to be seen. Days are those of UTC, the last one included. */
export interface Asked {
  readonly version: string | undefined;
  readonly label: string | undefined;
  readonly firstDay: string | undefined;
  readonly lastDay: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function askedBy(search: URLSearchParams): Asked {
  const given = (name: string) => search.get(name) ?? undefined;
  const day = (name: string) => {
    const value = given(name);
    return value && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
  };
  return { version: given('version'), label: given('label'), firstDay: day('first'), lastDay: day('last') };
}

/** Without a first day since the version serves. */
export function questionOf({ version, label, firstDay, lastDay }: Asked): Question {
  return {
    version,
    label,
    from: firstDay && `${firstDay}T00:00:00Z`,
    to: firstDay && lastDay && lastDay >= firstDay ? startOfDayAfter(lastDay) : undefined,
  };
}

/** What the address asks for; the same object as long as that is the same. */
export function useQuestion(): { asked: Asked; question: Question } {
  const { search } = useAddress();
  return useMemo(() => {
    const asked = askedBy(new URLSearchParams(search));
    return { asked, question: questionOf(asked) };
  }, [search]);
}

function startOfDayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().replace('.000', '');
}
