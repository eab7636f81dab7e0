WITH
  "orders" AS (
    SELECT
      "ID",
      "CUSTOMER_ID",
      "AMOUNT",
      "STATUS",
      "ORDERED_ON"
    FROM "RAW"."SHOP"."ORDERS"
  ),
  "net" AS (
    SELECT
      *,
      "AMOUNT" * 2 AS "VALUE",
      "AMOUNT" > 10 AS "LATE"
    FROM "orders"
  ),
  "profile_filter" AS (
    SELECT *
    FROM "net"
    WHERE "VALUE" IS NOT NULL
  ),
  "profile_value" AS (
    SELECT
      *,
      WIDTH_BUCKET(TO_DOUBLE("VALUE"), TO_DOUBLE('-0.5'), TO_DOUBLE('1000'), 20) AS "handover_profile_value"
    FROM "profile_filter"
  ),
  "profile_groups" AS (
    SELECT
      "handover_profile_value",
      COUNT(*) AS "handover_profile_count"
    FROM "profile_value"
    GROUP BY "handover_profile_value"
  )
SELECT *
FROM "profile_groups"
ORDER BY "handover_profile_value" ASC NULLS LAST
