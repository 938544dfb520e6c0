import { SessionBootstrap } from './sessionBootstrap';
import { errorOf, networkError } from './problem';

/** The first is its name behind HTTPS. */
const CSRF_COOKIES = ['__Host-gl_csrf', 'gl_csrf'];

/** Every request of a page goes through it. */
export const sessionBootstrap = new SessionBootstrap(() => csrfToken() !== undefined);

function csrfToken(): string | undefined {
  return CSRF_COOKIES.map((name) => cookie(name)).find((value) => value !== undefined);
}

/** The value of a cookie that scripts may read. */
export function cookie(name: string, cookies: string = document.cookie): string | undefined {
  for (const pair of cookies.split('; ')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at) === name) return decodeURIComponent(pair.slice(at + 1));
  }
  return undefined;
}

/** What a request that changes something carries beside its body. */
export function csrfHeaders(): Record<string, string> {
  const token = csrfToken();
  return token ? { 'X-CSRF-Token': token } : {};
}

export type Query = Record<string, string | number | boolean | undefined>;

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return request<T>('GET', path + queryString(query), undefined, signal);
}

export function post<T>(path: string, body?: object): Promise<T> {
  return request<T>('POST', path, body);
}

export function put<T>(path: string, body: object): Promise<T> {
  return request<T>('PUT', path, body);
}

export function remove<T>(path: string): Promise<T> {
  return request<T>('DELETE', path);
}

/** The bytes behind a path of ours, for pictures that are shown without a second download. */
export async function getBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  return (await send(path, { signal: signal ?? null })).blob();
}

function request<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
  return sessionBootstrap.ask(() => answer<T>(method, path, body, signal));
}

async function answer<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', ...(method === 'GET' ? {} : csrfHeaders()) };
  if (body) headers['Content-Type'] = 'application/json';
  const response = await send(path, { method, headers, body: body ? JSON.stringify(body) : null, signal: signal ?? null });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw networkError();
  }
  if (!response.ok) throw errorOf(response.status, await response.text(), response.headers.get('Retry-After'));
  return response;
}

function queryString(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}
