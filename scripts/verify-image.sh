#!/usr/bin/env bash
# Follows the Dockerfile step by step where there is no container engine: a clean Debian root made by debootstrap stands
# for the base image, chroot for the container. Ends by starting the command and asking /saude.
# As root, on Debian. The mirror is the one apt already uses. KEEP=1 keeps the roots.
set -euo pipefail
cd "$(dirname "$0")/.."

main() {
    [ "$(id -u)" -eq 0 ] || { echo "make image-check precisa ser root (usa chroot)." >&2; exit 1; }
    command -v debootstrap >/dev/null || { apt-get update -qq; apt-get install -y -qq debootstrap >/dev/null; }
    work=$(mktemp -d /var/tmp/central-image-XXXXXX)
    trap clean_up EXIT
    context=$work/context base=$work/base stage='' number=0
    make_base
    make_context
    while IFS= read -r line; do follow "$line"; done < <(instructions)
    ask_saude
    cat <<'NOTE'

Conferido: cada RUN, COPY, ENV e USER do Dockerfile, central migrar e verificar, o comando final e a resposta de /saude.
NÃO conferido aqui: a própria imagem python:*-slim (no lugar dela, Debian com o Python do Debian), o .dockerignore (o
contexto são os arquivos do git), camadas e cache, o HEALTHCHECK rodado por um motor, e a plataforma Railway.
NOTE
}

make_base() {
    say "raiz limpa (debootstrap)"
    local mirror codename
    read -r mirror codename < <(apt-get indextargets --format '$(SITE) $(CODENAME)' 'Created-By: Packages' 'Component: main' |
        awk '$2 !~ /-/ { print; exit }')
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates "$codename" "$base" "$mirror" \
        >"$work/debootstrap.log" 2>&1 || { tail -5 "$work/debootstrap.log" >&2; exit 1; }
    ln -s python3 "$base/usr/bin/python"
    cp -L /etc/resolv.conf "$base/etc/resolv.conf"
    cat /etc/ssl/certs/ca-certificates.crt >"$base/etc/ssl/certs/ca-certificates.crt"
}

make_context() {
    mkdir "$context"
    git ls-files -z | xargs -0 cp --parents -t "$context" 2>/dev/null || true
}

# One instruction a line: comments dropped, continued lines joined.
instructions() { sed -e '/^#/d' -e '/^$/d' Dockerfile | sed -e ':a' -e '/\\$/N; s/\\\n *//; ta'; }

follow() {
    local word=${1%% *} rest=${1#* }
    echo "  $1"
    case "$word" in
    FROM)
        stage=$work/$((++number))-$(awk '{ print ($2 == "AS" || $2 == "as") ? $3 : "final" }' <<<"$rest")
        cp -a "$base" "$stage"
        variables=() user=root folder=/
        ;;
    WORKDIR) folder=$rest && mkdir -p "$stage$folder" ;;
    ENV) read -ra words <<<"$rest" && for pair in "${words[@]}"; do
        variables+=("${pair/\$PATH//usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin}")
    done ;;
    USER) user=$rest ;;
    COPY) copy $rest ;;
    RUN) inside root /bin/sh -c "cd $folder && $rest" >"$work/run.log" 2>&1 || { tail -20 "$work/run.log" >&2; exit 1; } ;;
    CMD) mapfile -t command < <(python3 -c 'import json, sys; print(*json.loads(sys.argv[1]), sep="\n")' "$rest") ;;
    EXPOSE | HEALTHCHECK) ;;
    *) echo "instrução que este roteiro não conhece: $word" >&2 && exit 1 ;;
    esac
}

copy() {
    local from=$context target
    if [[ $1 == --from=* ]]; then
        from=$(echo "$work"/*-"${1#--from=}")
        shift
    fi
    target=${*: -1}
    [[ $target == /* ]] || target=$folder/$target
    local last=$(($# - 1)) source
    for source in "${@:1:last}"; do
        mkdir -p "$stage$(if [[ $target == */ ]]; then echo "$target"; else dirname "$target"; fi)"
        cp -aT "$from/${source#/}" "$stage$(if [[ $target == */ ]]; then echo "$target$(basename "$source")"; else echo "$target"; fi)"
    done
}

# Runs a command in the stage as a user, with the image's variables and this machine's way to the package registries.
inside() {
    local who=$1 kept
    shift
    mapfile -t kept < <(env | grep -E '^(PIP_(INDEX_URL|EXTRA_INDEX_URL|CERT|TRUSTED_HOST)|(HTTPS?|NO|https?|no)_(PROXY|proxy)|NPM_CONFIG_[A-Za-z_]*|npm_config_[a-z_]*|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS)=')
    ${EXEC:-} chroot --userspec="$who" "$stage" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
        HOME="$(chroot "$stage" getent passwd "$who" | cut -d: -f6)" "${kept[@]}" "${variables[@]}" "$@"
}

ask_saude() {
    say "início do contêiner: ${command[*]}"
    local port pid answer=''
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    local settings=(META_APP_SECRET=segredo META_VERIFY_TOKEN=palavra WHATSAPP_TOKEN=token
        "CENTRAL_OPERACAO=/$(cd "$stage" && echo opt/central/lib/python3*/site-packages/central/content/demo)")
    inside "$user" "${settings[@]}" central migrar || exit 1
    inside "$user" "${settings[@]}" central verificar --sem-rede || exit 1
    EXEC=exec inside "$user" PORT="$port" "${settings[@]}" "${command[@]}" >"$work/start.log" 2>&1 &
    pid=$!
    for _ in $(seq 60); do
        answer=$(python3 -c 'import sys, urllib.request as u; print(u.urlopen(sys.argv[1], timeout=2).status)' \
            "http://127.0.0.1:$port/saude" 2>/dev/null) && break
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.5
    done
    kill -TERM "$pid" 2>/dev/null || true
    local code=0
    wait "$pid" || code=$?
    [ "$answer" = 200 ] || { tail -20 "$work/start.log" >&2; echo "/saude não respondeu 200." >&2; exit 1; }
    echo "  /saude: 200 · usuário: $user · SIGTERM: saiu com $code"
    [ "$code" -eq 0 ]
}

clean_up() { [ -n "${KEEP:-}" ] && echo "Ficou em $work" || rm -rf "$work"; }

say() { printf '\n── %s\n' "$*"; }

main
