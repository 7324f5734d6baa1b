/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-annex-list.h"

G_BEGIN_DECLS

/**
 * TdAnnexStrip:
 *
 * The tools above the annex: search, filters by area and by unit, counts, add, more. They act on
 * the list given.
 */
#define TD_TYPE_ANNEX_STRIP (td_annex_strip_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexStrip, td_annex_strip, TD, ANNEX_STRIP, GtkWidget)

GtkWidget *td_annex_strip_new (TdPlanContext *context, TdAnnexList *list);
void td_annex_strip_search (TdAnnexStrip *self, const char *text);
void td_annex_strip_focus_search (TdAnnexStrip *self);
void td_annex_strip_clear (TdAnnexStrip *self);

G_END_DECLS
