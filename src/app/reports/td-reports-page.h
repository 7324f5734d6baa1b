/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"
#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_REPORTS_PAGE (td_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (TdReportsPage, td_reports_page, TD, REPORTS_PAGE, TdPage)

TdPage *td_reports_page_new (TdWorkspace *workspace);

G_END_DECLS
