# syntax=docker/dockerfile:1
# Built for amd64 and arm64 alike: nothing in it is compiled.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
LABEL org.opencontainers.image.title="Downtick" \
      org.opencontainers.image.description="Tells a Discord community when a crypto exchange goes down or comes back" \
      org.opencontainers.image.licenses="MIT"
# Memory that one thread has freed is used by the others: with an arena for each, the process grows for days.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    STORE_URL=sqlite:/data/downtick.db \
    HTTP_ADDRESS=127.0.0.1:8080
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json downtick.js ./
COPY src ./src
COPY commands ./commands
COPY config ./config
RUN mkdir /data && chown node:node /data
# What Node makes of the source and what the YAML comes to is made once, here: who runs it may not write there.
RUN node downtick.js --help > help.txt && node src/cli/config-validate.ts > help.txt && rm help.txt
USER node
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "src/cli/healthcheck.ts"]
# Signals go to Node itself, which reaps nothing as it starts nothing; run it with --init all the same where you can.
CMD ["node", "downtick.js"]
