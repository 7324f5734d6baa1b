/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-row.h"

G_BEGIN_DECLS

/**
 * TdSectionTools:
 *
 * The tools above a section's texts. Signals: `format (kind)` bold or italic; `block-style (kind,
 * marker-style)`; `number-style (style)`; `delete-block ()`.
 */
#define TD_TYPE_SECTION_TOOLS (td_section_tools_get_type ())
G_DECLARE_FINAL_TYPE (TdSectionTools, td_section_tools, TD, SECTION_TOOLS, GtkWidget)

GtkWidget *td_section_tools_new (void);
void td_section_tools_show_section (TdSectionTools *self, const TdSectionRow *section);
void td_section_tools_show_block (TdSectionTools *self, const TdBlockRow *block);

G_END_DECLS
