/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-finding.h"

/**
 * td_finding_free:
 * @finding: (nullable) (transfer full): a finding
 */
void
td_finding_free (TdFinding *finding)
{
  if (finding == NULL)
    return;

  g_free (finding->place);
  g_free (finding->text);
  g_free (finding->message);
  g_free (finding->fix);
  g_free (finding);
}

/**
 * td_severity_nick:
 * @severity: how grave a finding is
 *
 * Returns: its name in JSON: "error", "warning", "hint"
 */
const char *
td_severity_nick (TdSeverity severity)
{
  static const char *const nicks[] = {
    [TD_SEVERITY_HINT] = "hint",
    [TD_SEVERITY_WARNING] = "warning",
    [TD_SEVERITY_ERROR] = "error",
  };

  return nicks[severity];
}
