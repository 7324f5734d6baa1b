/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page.h"
#include "td-workspace.h"

G_BEGIN_DECLS

#define TD_TYPE_DOSSIERS_PAGE (td_dossiers_page_get_type ())
G_DECLARE_FINAL_TYPE (TdDossiersPage, td_dossiers_page, TD, DOSSIERS_PAGE, TdPage)

TdPage *td_dossiers_page_new (TdWorkspace *workspace);

G_END_DECLS
