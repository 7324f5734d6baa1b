/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-check-context.h"

/* What the reader of the file put right and the plan does not show any more (the source faults of
 * exchange/td-plan-source-faults.c): it may still stand in the file that goes round. */
static const struct
{
  const char *subject;
  const char *rule;
  TdSeverity severity;
  const char *message;
} faults[] = {
  { "decomposed", "unicode-form", TD_SEVERITY_WARNING,
    N_ ("The imported file had letters in decomposed Unicode (not NFC), which other programs do "
        "not find; here they are "
        "composed.") },
  { "no-break-space", "no-break-space", TD_SEVERITY_HINT,
    N_ ("The imported file had no-break spaces; here they are plain ones.") },
  { "invisible", "invisible-character", TD_SEVERITY_HINT,
    N_ ("The imported file had invisible characters; here they are gone.") },
  { "motto", "motto", TD_SEVERITY_WARNING,
    N_ ("The motto of the imported file is not written “Độc lập - Tự do - Hạnh phúc”; the program "
        "prints it right.") },
  { "national-name", "national-name", TD_SEVERITY_WARNING,
    N_ ("The name of the country in the imported file is not written “CỘNG HÒA XÃ HỘI CHỦ NGHĨA "
        "VIỆT NAM”; the program "
        "prints it right.") },
  { "signature-space", "signature-space", TD_SEVERITY_WARNING,
    N_ ("In the signature block of the imported file a space is missing behind the full stop; the "
        "program prints it.") },
  { "recipient-heading", "recipient-heading", TD_SEVERITY_HINT,
    N_ ("The imported file has a space before the colon of “Nơi nhận:”; the program prints "
        "none.") },
};

/**
 * td_check_source:
 * @check: a check
 *
 * Faults of the imported file that the import repaired.
 */
void
td_check_source (TdCheck *check)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_PLAN_FACT); i++)
    {
      const TdPlanFactRow *fact = td_plan_data_nth (check->data, TD_KIND_PLAN_FACT, i);

      if (g_strcmp0 (fact->kind, "source_fault") != 0)
        continue;
      for (guint f = 0; f < G_N_ELEMENTS (faults); f++)
        {
          if (g_strcmp0 (fact->subject, faults[f].subject) == 0)
            td_check_add (check, faults[f].rule, faults[f].severity,
                          fact->who != NULL ? fact->who : "header", TD_KIND_PLAN_FACT, fact->row.id,
                          fact->text, "%s", _ (faults[f].message));
        }
    }
}
