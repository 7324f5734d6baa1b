/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/* The texts outside the sections, edited like those inside: the opening words before the first, the
 * closing words after the last section. */
#define TD_TYPE_LOOSE_TEXTS (td_loose_texts_get_type ())
G_DECLARE_FINAL_TYPE (TdLooseTexts, td_loose_texts, TD, LOOSE_TEXTS, GtkWidget)

GtkWidget *td_loose_texts_new (TdPlanContext *context, const char *kind);
void td_loose_texts_flush (TdLooseTexts *self);

G_END_DECLS
