SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#swagger-ui',
  deepLinking: true,
  requestInterceptor: (request) => {
    const token = document.cookie.match(/(?:^|; )(?:__Host-)?gl_csrf=([^;]*)/);
    if (token) request.headers['X-CSRF-Token'] = token[1];
    return request;
  },
});
