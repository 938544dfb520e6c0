import { PREDICTIONS } from '../api/calls';
import { csrfHeaders, sessionBootstrap } from '../api/http';
import { errorOf, networkError } from '../api/problem';
import type { Prediction } from '../api/types';
import type { Send } from './queue';

const TIMEOUT_MS = 120_000;

export const sendPhoto: Send = (photo) => sessionBootstrap.ask(() => post(photo));

/** By XMLHttpRequest, since fetch tells no upload progress. */
const post: Send = ({ file, type, key, onProgress, signal }) =>
  new Promise<Prediction>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', PREDICTIONS);
    request.timeout = TIMEOUT_MS;
    const headers = { 'Content-Type': type, 'Idempotency-Key': key, Accept: 'application/json', ...csrfHeaders() };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.upload.onload = () => onProgress(1);
    request.onload = () => {
      if (request.status === 200 || request.status === 201) resolve(JSON.parse(request.responseText) as Prediction);
      else reject(errorOf(request.status, request.responseText, request.getResponseHeader('Retry-After')));
    };
    request.onerror = request.ontimeout = request.onabort = () => reject(networkError());
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
