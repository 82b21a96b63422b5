# Two stages, so that the image does not contain the build tools.
FROM node:22-bookworm-slim AS build
WORKDIR /app
# better-sqlite3 is compiled against the headers in the image, without a download.
ENV npm_config_nodedir=/usr/local
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY src ./src
RUN npm run build
RUN npm prune --omit=dev

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000
COPY package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY views ./views
COPY public ./public
# The only folder that the service writes to: for the SQLite file and the key of a trial (see .env.example).
# `docker run -p 8000:8000 -v toodat:/app/data <image>` starts a trial that answers for localhost only. `-e DEMO=true` adds a demonstration event.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Must have the same options as `npm run serve`.
CMD ["node", "--max-semi-space-size=64", "dist/main.js"]
