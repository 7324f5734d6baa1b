/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-page-content.h"

G_BEGIN_DECLS

#define TD_TYPE_LAYOUT_CONTENT (td_layout_content_get_type ())
G_DECLARE_FINAL_TYPE (TdLayoutContent, td_layout_content, TD, LAYOUT_CONTENT, TdPageContent)

TdPageContent *td_layout_content_new (TdLayout *layout, const TdStyle *style);
TdLayout *td_layout_content_get_layout (TdLayoutContent *self);

G_END_DECLS
