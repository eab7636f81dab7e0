-- a new table
ALTER TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" RENAME TO "MART"."OUT"."Sales ""2024""";
-- and back
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D";

-- a table replaces a table
SHOW GRANTS ON TABLE "MART"."OUT"."Sales ""2024""";
-- What the first has and the second lacks is then granted on the second, and what only the second has is revoked from it.
SHOW GRANTS ON TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D";
COMMENT ON TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" IS 'Published by Handover, operation 0A1B2C3D';
ALTER TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" RENAME TO "MART"."OUT"."Sales ""2024""__PREVIOUS";
ALTER TABLE "MART"."OUT"."Sales ""2024""" SWAP WITH "MART"."OUT"."Sales ""2024""__PREVIOUS";
-- and back
ALTER TABLE "MART"."OUT"."Sales ""2024""" SWAP WITH "MART"."OUT"."Sales ""2024""__PREVIOUS";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D";

-- a table replaces a table that has replaced one
SHOW GRANTS ON TABLE "MART"."OUT"."Sales ""2024""";
-- What the first has and the second lacks is then granted on the second, and what only the second has is revoked from it.
SHOW GRANTS ON TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D";
COMMENT ON TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" IS 'Published by Handover, operation 0A1B2C3D';
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "MART"."OUT"."Sales ""2024""__PREVIOUS_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" RENAME TO "MART"."OUT"."Sales ""2024""__PREVIOUS";
ALTER TABLE "MART"."OUT"."Sales ""2024""" SWAP WITH "MART"."OUT"."Sales ""2024""__PREVIOUS";
-- and back
ALTER TABLE "MART"."OUT"."Sales ""2024""" SWAP WITH "MART"."OUT"."Sales ""2024""__PREVIOUS";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS_0A1B2C3D" RENAME TO "MART"."OUT"."Sales ""2024""__PREVIOUS";

-- a view replaces a table
SHOW GRANTS ON TABLE "MART"."OUT"."Sales ""2024""";
-- What the first has and the second lacks is then granted on the second, and what only the second has is revoked from it.
SHOW GRANTS ON VIEW "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "MART"."OUT"."Sales ""2024""__PREVIOUS";
ALTER VIEW "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" RENAME TO "MART"."OUT"."Sales ""2024""";
-- and back
ALTER VIEW "MART"."OUT"."Sales ""2024""" RENAME TO "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "MART"."OUT"."Sales ""2024""";

-- a table is retired
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "MART"."OUT"."Sales ""2024""__PREVIOUS_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "MART"."OUT"."Sales ""2024""__PREVIOUS";
-- and back
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "MART"."OUT"."Sales ""2024""";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS_0A1B2C3D" RENAME TO "MART"."OUT"."Sales ""2024""__PREVIOUS";
