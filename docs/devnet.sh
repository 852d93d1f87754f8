# What the pages of docs/ type again and again, for bash on a devnet: `. docs/devnet.sh` in the
# project's folder. Needs bash, curl, sed, grep, openssl and coreutils; no jq.

KEYCLOAK=http://127.0.0.1:8180
RIVERSIDE=http://127.0.0.1:8101        SUMMIT=http://127.0.0.1:8102             # hospital-gateways
RIVERSIDE_CLAIMS=http://127.0.0.1:8111 AUTHORITY=http://127.0.0.1:8113          # claim-services
HARBOR=http://127.0.0.1:8121           MERIDIAN=http://127.0.0.1:8122           # insurer-services
RIVERSIDE_HL7=127.0.0.1/2575           SUMMIT_HL7=127.0.0.1/2576                   # MLLP
FHIR='Content-Type: application/fhir+json'
JSON='Content-Type: application/json'

# The first value of a name in the JSON on standard input, a string without its quotes and escapes.
field() { # NAME
  grep -o "\"$1\" *: *\(\"\([^\"\\\\]\|\\\\.\)*\"\|[^],}]*\)" | head -1 |
    sed -e 's/^"[^"]*" *: *//' -e 's/^"\(.*\)"$/\1/' -e 's/\\\(.\)/\1/g'
}

# What `up` made for this devnet: client secrets and passwords.
secret() { # NAME
  field "$1" <"${TALLYSTICK_HOME:-.tallystick}/secrets.json"
}

# A token lasts five minutes: 401 token.expired means, ask for another.
token() { # REALM GRANT..., as curl takes them
  curl -s "$KEYCLOAK/realms/$1/protocol/openid-connect/token" "${@:2}" | field access_token
}

# Of an institution's system or service, for the institution's own services or for another's.
system_token() { # INSTITUTION CLIENT [FOR]
  token "$1" -d grant_type=client_credentials -d client_id="$2" -d client_secret="$(secret "client.$1.$2")" -d scope="to-${3:-$1}"
}

# Of one of an institution's people. The client `devnet`, which takes passwords, is on a devnet only.
staff_token() { # INSTITUTION NAME
  token "$1" -d grant_type=password -d client_id=devnet -d client_secret="$(secret "client.$1.devnet")" \
    -d username="$2" -d password="$(secret "person.$1.$2")"
}

# Of a patient, who signs in once and gets a token for each institution apart (RFC 8693).
patient_token() { # NAME FOR
  local client=(-d client_id=devnet -d client_secret="$(secret client.patients.devnet)")
  token patients "${client[@]}" -d scope="openid to-$2" -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange \
    -d subject_token_type=urn:ietf:params:oauth:token-type:access_token \
    -d subject_token="$(token patients "${client[@]}" -d grant_type=password -d username="$1" -d password="$(secret "person.patients.$1")")"
}

# The patient's own key (P-256), which in life never leaves the browser that made it. What is there stays.
new_key() { # FILE
  [ -f "$1" ] || (umask 077 && openssl ecparam -name prime256v1 -genkey -noout -out "$1")
}

base64url() { base64 -w0 | tr +/ -_ | tr -d =; }

# Its public half as JWK.
jwk() { # FILE
  local point
  point() { openssl ec -in "$1" -pubout -outform DER 2>/dev/null | tail -c 64; }
  printf '{"kty":"EC","crv":"P-256","x":"%s","y":"%s"}' "$(point "$1" | head -c 32 | base64url)" "$(point "$1" | tail -c 32 | base64url)"
}

# ES256 (RFC 7518): r and s, 32 bytes each, where openssl writes them as ASN.1.
sign() { # FILE MESSAGE
  local half hex=
  for half in $(printf %s "$2" | openssl dgst -sha256 -sign "$1" | openssl asn1parse -inform DER | sed -n 's/.*INTEGER *://p'); do
    hex+=$(printf %64s "$half" | tr ' ' 0)
  done
  printf "$(sed 's/../\\x&/g' <<<"$hex")" | base64url
}

# One HL7 v2 message over MLLP, its segments divided by \r; prints the acknowledgment.
hl7() { # HOST/PORT MESSAGE
  local answer
  exec 9<>"/dev/tcp/$1" && printf '\x0b%b\x1c\r' "$2" >&9
  IFS= read -r -d $'\x1c' -t 20 answer <&9
  exec 9>&-
  tr '\r\013' '\n\n' <<<"$answer"
}
