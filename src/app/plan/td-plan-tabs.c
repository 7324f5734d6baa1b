/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-tabs.h"

#include <glib/gi18n-lib.h>

#include "td-annex-tab.h"
#include "td-content-tab.h"
#include "td-form-tab.h"
#include "td-targets-tab.h"

/* The tabs of a plan, left to right. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  GtkWidget *(*make) (TdPlanContext *context);
} tabs[] = {
  { "content", N_ ("Content"), "td-file-symbolic", td_content_tab_new },
  { "targets", N_ ("Targets"), "td-target-symbolic", td_targets_tab_new },
  { "annex", N_ ("Annex"), "td-table-symbolic", td_annex_tab_new },
  { "form", N_ ("Form"), "td-format-symbolic", td_form_tab_new },
};

void
td_plan_tabs_add (AdwViewStack *stack, TdPlanContext *context)
{
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      AdwViewStackPage *page;

      page = adw_view_stack_add_titled (stack, tabs[i].make (context), tabs[i].name,
                                        _ (tabs[i].title));
      adw_view_stack_page_set_icon_name (page, tabs[i].icon);
    }
}
