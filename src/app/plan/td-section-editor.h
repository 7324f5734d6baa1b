/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-context.h"

G_BEGIN_DECLS

/**
 * TdSectionEditor:
 *
 * Edits one section, or the words before the first or after the last one: number, title, and its
 * body texts one below the other.
 */
#define TD_TYPE_SECTION_EDITOR (td_section_editor_get_type ())
G_DECLARE_FINAL_TYPE (TdSectionEditor, td_section_editor, TD, SECTION_EDITOR, GtkWidget)

GtkWidget *td_section_editor_new (TdPlanContext *context);
void td_section_editor_set_section (TdSectionEditor *self, gint64 section_id);
void td_section_editor_focus_title (TdSectionEditor *self);
void td_section_editor_flush (TdSectionEditor *self);

G_END_DECLS
