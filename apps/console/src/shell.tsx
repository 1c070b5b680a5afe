// Bar above, area below.
import { Box } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import classes from './shell.module.css';
import { TopBar } from './ui/top-bar';

export function Shell() {
  return (
    <div className={classes.shell}>
      <TopBar />
      <Box className={classes.area}>
        <Outlet />
      </Box>
    </div>
  );
}
