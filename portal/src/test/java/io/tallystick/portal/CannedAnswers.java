package io.tallystick.portal;

import java.util.Map;

/** What the stub services answer, in the shapes of the services' APIs. */
final class CannedAnswers {

  static final String TXID = "9f2c4b7d1e6a58039f2c4b7d1e6a58039f2c4b7d1e6a58039f2c4b7d1e6a5803";
  static final String KEY = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

  private static final String CHANGED =
      "{\"headId\":\"h-1\",\"version\":2,\"txid\":\"%s\"}".formatted(TXID);

  private static final String PATIENTS =
      """
      [{"patientId":"p-1","name":"Patricia Alvarez","actsAs":"self","keyThumbprint":"%s","enrolmentId":"e-1","enrolmentState":"ATTESTED","keyNotices":1},
       {"patientId":"p-2","name":"Leo Alvarez","actsAs":"guardian","keyThumbprint":"%s","enrolmentId":"e-2","enrolmentState":"ATTESTED"}]
      """
          .formatted(KEY, KEY);

  private static final String PENDING =
      """
      [{"patientId":null,"name":"Patricia","actsAs":"self","keyThumbprint":"x","enrolmentId":"e-3","enrolmentState":"PENDING"}]
      """;

  private static final String CLAIMS =
      """
      [{"claimId":"c-1","provider":"riverside","payer":"harbor","serviceDate":"2026-10-02","total":{"minor":48210,"currency":"USD"},"state":"PENDED","pendReason":"CONSENT_AWAITED","deadline":"2026-12-01T10:00:00Z","updatedAt":"2026-11-23T10:00:00Z"},
       {"claimId":"c-2","provider":"riverside","payer":"harbor","serviceDate":"2026-09-14","total":{"minor":123450,"currency":"USD"},"state":"SETTLED","outcome":"PARTIALLY_PAID","paid":{"minor":98760,"currency":"USD"},"patientOwes":{"minor":24690,"currency":"USD"},"updatedAt":"2026-11-22T10:00:00Z"},
       {"claimId":"c-3","provider":"riverside","payer":"meridian","serviceDate":"2026-08-30","total":{"minor":9900,"currency":"USD"},"state":"SETTLED","outcome":"DENIED","paid":{"minor":0,"currency":"USD"},"patientOwes":{"minor":0,"currency":"USD"},"updatedAt":"2026-11-20T10:00:00Z"}]
      """;

  private static final String DESK_CLAIMS =
      """
      [{"claimId":"c-1","claimNumber":"RIV-2026-00017","provider":"riverside","payer":"harbor","serviceDate":"2026-10-02","total":{"minor":48210,"currency":"USD"},"state":"PENDED","pendReason":"EVIDENCE_INCOMPLETE","deadline":"2026-12-01T10:00:00Z","version":2,"updatedAt":"2026-11-23T10:00:00Z","txid":"%s","reasonCodes":["252"]},
       {"claimId":"c-2","claimNumber":"RIV-2026-00012","provider":"riverside","payer":"harbor","serviceDate":"2026-09-14","total":{"minor":123450,"currency":"USD"},"state":"SETTLED","outcome":"PAID","version":2,"updatedAt":"2026-11-22T10:00:00Z","txid":"%s"}]
      """
          .formatted(TXID, TXID);

  private static final String TIMELINE =
      """
      {"claimId":"c-1","claimNumber":"RIV-2026-00017","provider":"riverside","payer":"harbor","state":"PENDED","version":2,"pendReason":"CONSENT_AWAITED","deadline":"2026-12-01T10:00:00Z","serviceDate":"2026-10-02",
       "total":{"minor":48210,"currency":"USD"},
       "lines":[{"sequence":1,"service":"Office visit, established patient","serviceDate":"2026-10-02","charged":{"minor":12900,"currency":"USD"}},
                {"sequence":2,"service":"MRI of the knee without contrast","serviceDate":"2026-10-02","charged":{"minor":35310,"currency":"USD"},"paid":{"minor":0,"currency":"USD"},"patientOwes":{"minor":0,"currency":"USD"},"decision":"DENIED","reasonCodes":["252"]}],
       "reasonCodes":["252"],
       "steps":[{"step":"SUBMIT","state":"SUBMITTED","version":1,"at":"2026-11-23T10:00:00.120Z","txid":"%s","block":41,"millisSinceSubmit":0},
                {"step":"PEND","state":"PENDED","version":2,"at":"2026-11-23T10:00:00.530Z","txid":"%s","block":43,"millisSinceSubmit":412,"note":"Needs the visit's diagnoses"}]}
      """
          .formatted(TXID, TXID);

  private static final String RECORDS =
      """
      [{"recordId":"r-1","encounter":"enc-1","title":"Encounter for problem","date":"2026-10-02","resources":14,"txid":"%s"}]
      """
          .formatted(TXID);

  private static final String SUGGESTION =
      """
      {"id":"s-0","provisions":[{"effect":"PERMIT","purposes":["HPAYMT"],"classes":["Condition","Procedure"],"dataFrom":"2026-10-01","dataUntil":"2026-10-03","exceptions":[{"effect":"PERMIT","labels":["PSY"]}]}]}
      """;

  private static final String CONSENTS =
      """
      [{"headId":"h-1","grantee":"harbor","version":1,"state":"ACTIVE","notBefore":"2026-11-01T00:00:00Z","notAfter":"2026-12-01T00:00:00Z","statements":[%s],"txid":"%s","basis":"PAPER"},
       {"headId":"h-2","grantee":"summit","version":2,"state":"REVOKED","notBefore":"2026-09-01T00:00:00Z","notAfter":"2026-12-01T00:00:00Z","statements":[],"txid":"%s"}]
      """
          .formatted(SUGGESTION, TXID, TXID);

  private static final String REQUESTS =
      """
      [{"requestId":"q-1","grantee":"harbor","purpose":"HPAYMT","classes":["Condition","Procedure"],"claimId":"c-1","askedAt":"2026-11-23T10:00:00Z","deadline":"2026-12-01T10:00:00Z","state":"OPEN","suggestion":%s},
       {"requestId":"q-2","grantee":"summit","purpose":"COC","classes":["Observation"],"askedAt":"2026-11-23T10:00:00Z","deadline":"2026-12-01T10:00:00Z","state":"OPEN","suggestion":{"provisions":[{"effect":"PERMIT","purposes":["COC"],"classes":["Observation"],"codes":[{"system":"http://loinc.org","code":"4548-4"},{"system":"http://loinc.org","code":"2345-7"}],"dataFrom":"2026-08-01"}]}},
       {"requestId":"q-3","grantee":"summit","purpose":"TREAT","classes":["Condition"],"state":"ANSWERED","granted":"PART","suggestion":{"provisions":[{"effect":"PERMIT","classes":["Condition"]}]}},
       {"requestId":"q-4","grantee":"summit","purpose":"TREAT","classes":["Condition"],"state":"EXPIRED","suggestion":{"provisions":[{"effect":"PERMIT","classes":["Condition"]}]}}]
      """
          .formatted(SUGGESTION);

  private static final String PREVIEW =
      """
      {"grantee":"harbor","purpose":"HPAYMT","released":3,"withheld":3,"records":[
       {"recordId":"r-1","title":"Emergency visit","date":"2026-10-02",
        "released":[{"type":"Condition","title":"Fracture of forearm","date":"2026-10-02","redacted":true,"labels":[]},{"type":"Observation","title":"Body weight","labels":[]},{"type":"Observation","title":"Body weight","labels":[]}],
        "withheld":[{"type":"Condition","title":"HIV infection","why":"SENSITIVE","labels":["HIV"]},{"type":"DiagnosticReport","title":null,"why":"NOT_MENTIONED","labels":[]}]},
       {"recordId":"r-2","title":"Check-up","date":"2026-03-02","released":[],"withheld":[{"type":"Procedure","title":"Dental procedure","why":"DENIED","labels":[]}]}]}
      """;

  private static final String ACCESSES =
      """
      [{"accessId":"a-1","permitted":true,"grantee":"harbor","purpose":"HPAYMT","claimId":"c-2","headId":"h-1aaaaaaaaaaaaaa","headVersion":1,"receiptStatus":"MISSING","owedSince":"2026-11-22T11:00:00Z","released":3,"withheld":1,"at":"2026-11-22T10:00:00Z","txid":"%s","basis":"PAPER","duties":{"eraseBy":"2027-01-31T00:00:00Z","noRedisclosure":true}},
       {"accessId":"a-2","permitted":false,"grantee":"harbor","purpose":"HPAYMT","claimId":"c-1","reason":"NO_CONSENT","released":0,"withheld":0,"at":"2026-11-23T10:00:00Z","txid":"%s"}]
      """
          .formatted(TXID, TXID);

  private static final String ENROLMENTS =
      """
      [{"enrolmentId":"e-9","state":"PENDING","actsAs":"guardian","family":"Alvarez","given":"Leo","birthDate":"2019-04-02","mrn":"MRN-77","keyThumbprint":"%s","requestedAt":"2026-11-23T09:00:00Z","candidate":{"patientId":"p-2","name":"Leo Alvarez","birthDate":"2019-04-02","mrn":"MRN-77"},"contradictions":[]},
       {"enrolmentId":"e-11","state":"PENDING","actsAs":"self","family":"Moor","given":"Ann","birthDate":"1980-01-01","mrn":"MRN-77","keyThumbprint":"%s","requestedAt":"2026-11-23T09:00:00Z","candidate":{"patientId":"p-2","name":"Leo Alvarez","birthDate":"2019-04-02","mrn":"MRN-77"},"contradictions":["name","birthDate"],"other":{"patientId":"p-3","name":"Ann Moor","birthDate":"1980-01-01","mrn":"MRN-78"}},
       {"enrolmentId":"e-10","state":"PENDING","actsAs":"self","family":"<script>alert(1)</script>","given":"\\"><img src=x onerror=alert(1)>","birthDate":"1980-01-01","mrn":"MRN-0","keyThumbprint":"%s","requestedAt":"2026-11-23T09:00:00Z","candidate":null}]
      """
          .formatted(KEY, KEY, KEY);

  private static final String QUEUE =
      """
      [{"claimId":"c-7","reason":"REVIEW","queuedAt":"2026-11-23T08:00:00Z","total":{"minor":412000,"currency":"USD"},"provider":"summit","deadline":"2026-12-03T08:00:00Z"}]
      """;

  private static final String CASE =
      """
      {"claimId":"c-7","provider":"summit","plan":"harbor-silver-2026","memberId":"HB-1001","reason":"REVIEW","detail":"Imaging above 1,000 USD","queuedAt":"2026-11-23T08:00:00Z","deadline":"2026-12-03T08:00:00Z","total":{"minor":412000,"currency":"USD"},
       "diagnoses":["Chronic low back pain"],
       "lines":[{"sequence":1,"service":"MRI of the lumbar spine","category":"imaging","serviceDate":"2026-11-02","charged":{"minor":400000,"currency":"USD"},"proposed":null,"rule":"imaging-review"},
                {"sequence":2,"service":"Office visit","serviceDate":"2026-11-02","charged":{"minor":12000,"currency":"USD"},"proposed":"allow"}],
       "evidence":{"state":"RELEASED","released":2,"withheld":1,"needed":["Condition","DiagnosticReport"],"resources":[{"type":"Condition","text":"Chronic low back pain","date":"2026-10-01"}]}}
      """;

  private static final String KEYS =
      """
      {"keys":[{"enrolmentId":"e-1","keyThumbprint":"%s","actsAs":"self","state":"ATTESTED","mine":true,"kiosk":false,"requestedAt":"2026-11-01T09:00:00Z"},
               {"enrolmentId":"e-5","keyThumbprint":"%s","actsAs":"delegate","state":"ATTESTED","holder":"Dana <b>Delegate</b>","mine":false,"kiosk":false,"requestedAt":"2026-11-20T09:00:00Z","until":"2027-06-30T00:00:00Z","scope":{"mayConsent":true,"sensitive":false,"grantees":["harbor"],"purposes":[],"classes":["Observation"]}},
               {"enrolmentId":"e-6","keyThumbprint":"%s","actsAs":"self","state":"REVOKED","mine":true,"kiosk":true,"requestedAt":"2026-10-01T09:00:00Z","endedFor":"LOST"}],
       "notices":[{"noticeId":"n-2","enrolmentId":"e-5","kind":"NEW_KEY","at":"2026-11-20T09:00:00Z","seen":false},
                  {"noticeId":"n-1","enrolmentId":"e-6","kind":"LOST","at":"2026-10-02T09:00:00Z","seen":true}]}
      """
          .formatted(KEY, KEY, KEY);

  private static final String FILE =
      """
      {"patientId":"p-2","name":"Leo Alvarez","birthDate":"2019-04-02","keys":[{"enrolmentId":"e-2","keyThumbprint":"%s","actsAs":"guardian","state":"ATTESTED","holder":"Patricia Alvarez","mine":false,"kiosk":false,"requestedAt":"2026-11-01T09:00:00Z","until":"2037-04-02T00:00:00Z"}]}
      """
          .formatted(KEY);

  private static final String OUTLINES =
      """
      [{"headId":"h-9","grantee":"harbor","version":1,"state":"ACTIVE","notBefore":"2026-11-01T00:00:00Z","notAfter":"2026-12-01T00:00:00Z","basis":"PAPER","txid":"%s"}]
      """
          .formatted(TXID);

  static final String EMERGENCY = "0123456789abcdef0123456789abcdef";

  private static final String NOTICES =
      """
      [{"noticeId":"n-1","kind":"BREAK_GLASS","accessId":"%s","org":"summit","at":"2026-11-01T10:00:00Z"}]
      """
          .formatted(EMERGENCY);

  private static final String BREAK_GLASS =
      """
      [{"accessId":"%s","grantee":"summit","patientId":"p-1","clinician":"singh","role":"emergency physician","reason":"Found unconscious","purpose":"BTG","resources":4,"releasedAt":"2026-11-01T10:00:00Z","state":"RECORDED","late":false,"txid":"%s","reviewBy":"2026-11-15T10:00:00Z","reviewOverdue":true,"reviewPending":false,"receiptStatus":"NOT_OWED"}]
      """
          .formatted(EMERGENCY, TXID);

  private static final String RECEIVED =
      """
      [{"decisionId":"%s","custodian":"summit","releasedAt":"2026-11-01T10:00:00Z","reviewBy":"2026-11-15T10:00:00Z","resources":4,"unverified":0}]
      """
          .formatted(EMERGENCY);

  private static final String EMERGENCY_RECORDS =
      """
      {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Condition","code":{"text":"Penicillin allergy"}}}]}
      """;

  private static final String MISSING =
      """
      [{"accessId":"%s","custodian":"riverside","grantee":"harbor","purpose":"HPAYMT","owedSince":"2026-11-01T10:00:00Z"}]
      """
          .formatted(EMERGENCY);

  private static final String OVERDUE =
      """
      [{"claimId":"c-7","provider":"riverside","payer":"harbor","state":"APPEALED","appealLevel":1,"decideBy":"2026-11-01T10:00:00Z"},
       {"claimId":"c-8","provider":"summit","payer":"harbor","state":"SUBMITTED","appealLevel":0,"decideBy":"2026-11-02T10:00:00Z"}]
      """;

  private static final String OBSERVED =
      """
      [{"accessId":"%s","custodian":"riverside","grantee":"summit","releasedAt":"2026-11-01T10:00:00Z","late":true,"reviewBy":"2026-11-15T10:00:00Z","overdue":true}]
      """
          .formatted(EMERGENCY);

  static final Map<String, String> BY_REQUEST =
      Map.ofEntries(
          Map.entry("GET /riverside/me/notices", NOTICES),
          Map.entry("POST /riverside/me/notices/seen", "{}"),
          Map.entry("GET /riverside/me/break-glass", BREAK_GLASS),
          Map.entry("GET /riverside/break-glass", BREAK_GLASS),
          Map.entry("POST /riverside/break-glass/" + EMERGENCY + "/review", "{}"),
          Map.entry("POST /riverside/break-glass", RECEIVED.strip().replaceAll("^\\[|\\]$", "")),
          Map.entry("GET /riverside/break-glass/received", RECEIVED),
          Map.entry("GET /riverside/break-glass/received/" + EMERGENCY, EMERGENCY_RECORDS),
          Map.entry("GET /authority/oversight/missing-receipts", MISSING),
          Map.entry("GET /authority/oversight/break-glass", OBSERVED),
          Map.entry("GET /authority/oversight/overdue-decisions", OVERDUE),
          Map.entry("POST /authority/oversight/overdue-decisions/c-7/pass-to-review", "{}"),
          Map.entry("GET /riverside/me/patients", PATIENTS),
          Map.entry("GET /summit/me/patients", PENDING),
          Map.entry("GET /riverside/me/claims", CLAIMS),
          Map.entry("GET /riverside/claims", DESK_CLAIMS),
          Map.entry("GET /authority/claims", DESK_CLAIMS),
          Map.entry("GET /authority/claims/counts", "{\"PENDED\":1,\"SETTLED\":41}"),
          Map.entry("GET /riverside/claims/c-1/timeline", TIMELINE),
          Map.entry("GET /authority/claims/c-1/timeline", TIMELINE),
          Map.entry("GET /riverside/me/records", RECORDS),
          Map.entry("GET /riverside/me/consents", CONSENTS),
          Map.entry("GET /riverside/me/consent-requests", REQUESTS),
          Map.entry("GET /riverside/me/accesses", ACCESSES),
          Map.entry("GET /riverside/enrolments", ENROLMENTS),
          Map.entry("POST /riverside/enrolments", "{}"),
          Map.entry("POST /riverside/enrolments/e-9/attest", "{}"),
          Map.entry("POST /riverside/me/consents/preview", PREVIEW),
          Map.entry("POST /riverside/me/consents/draft", Drafts.grant()),
          Map.entry("POST /riverside/me/consents/h-1/revocation-draft", Drafts.revocation()),
          Map.entry("POST /riverside/me/consent-requests/q-1/decline", "{}"),
          Map.entry("POST /riverside/me/consents", CHANGED),
          Map.entry("POST /riverside/me/consents/h-1/revoke", CHANGED),
          Map.entry("GET /riverside/me/keys", KEYS),
          Map.entry("POST /riverside/me/keys/seen", "{}"),
          Map.entry("POST /riverside/me/keys/e-5/end", "{}"),
          Map.entry("GET /riverside/patients/p-2/keys", FILE),
          Map.entry("POST /riverside/patients/match", "[{\"patientId\":\"p-2\"}]"),
          Map.entry("GET /riverside/paper-consents", OUTLINES),
          Map.entry("POST /riverside/paper-consents", CHANGED),
          Map.entry("POST /riverside/paper-consents/h-9/revoke", CHANGED),
          Map.entry("POST /riverside/enrolments/e-2/revoke", "{}"),
          Map.entry("GET /harbor/queue", QUEUE),
          Map.entry("GET /harbor/queue/c-7", CASE),
          Map.entry("POST /harbor/queue/c-7/decide", "{}"));

  private CannedAnswers() {}
}
